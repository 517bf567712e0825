"""How well sureness tells questions that have an entry from those that have none."""

FALSE_ANSWERS = 0.05


def verdict(right: list[tuple[float, bool, bool]], near: list[float], far: list[float]) -> dict[str, float]:
    """The figures for questions with an entry as (sureness, first is right, one of three is), for near misses and
    for strangers' messages."""
    answer, choices = cut(near), min(cut(near), cut(far))
    direct = [is_first for sure, is_first, _ in right if sure > answer]
    among = [is_third for sure, _, is_third in right if choices < sure <= answer]
    inside = [sure for sure, _, _ in right]
    return {
        "auroc_near": auroc(inside, near),
        "auroc_far": auroc(inside, far),
        "kept_near": sum(is_first for sure, is_first, _ in right if sure > cut(near)) / len(right),
        "kept_far": sum(is_first for sure, is_first, _ in right if sure > cut(far)) / len(right),
        "useful": (sum(direct) + sum(among)) / len(right),
        "wrong_direct": direct.count(False) / len(right),
    }


def cut(doubtful: list[float]) -> float:
    """The sureness above which one in twenty of these would be answered."""
    return sorted(doubtful, reverse=True)[int(len(doubtful) * FALSE_ANSWERS)]


def auroc(above: list[float], below: list[float]) -> float:
    """The share of pairs in the right order; ties count half."""
    wins = sum((high > low) + (high == low) / 2 for high in above for low in below)
    return wins / (len(above) * len(below))
