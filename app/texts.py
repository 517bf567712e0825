"""What the command line tells people, Thai first."""

PORT_BUSY = (
    "พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ลองใช้พอร์ตอื่น เช่น: make run PORT={other}\n"
    "Port {port} is in use. Try another one: make run PORT={other}"
)
NOT_READY = "ระบบยังไม่พร้อมภายใน 1 นาที ดูสาเหตุได้ในไฟล์ demo.log\nNot ready within a minute; see demo.log for the reason."
CHILD_ENDED = "ระบบหยุดทำงานเอง ดูสาเหตุได้ในไฟล์ demo.log\nA part of the product ended by itself; see demo.log."
STOPPING = "\nกำลังหยุดระบบ ... / Stopping ..."

ADDRESSES = """
Prongsai (โปร่งใส) พร้อมใช้งาน / is running. กด Ctrl-C เพื่อหยุด / Ctrl-C stops it.

  แชตของประชาชน      chat           {address}/chat/
  หน้าเว็บสาธารณะ      public page    {address}/
  ระบบเจ้าหน้าที่        staff console  {address}/console/
  โฟลเดอร์สมุดงาน      workbooks      {folder}
"""

DEMO_SHEET = """
────────────────────────────────────────────────────────────────────────
 บัญชีสาธิต แสดงครั้งเดียว โปรดจดไว้ / Demo accounts, shown once: write them down
 (ลืมแล้วเริ่มใหม่ได้ด้วย / to start over: rm -r data && make run)

 รหัสหน่วยงาน / agency    {agency}

 เจ้าหน้าที่ / clerk
   ชื่อผู้ใช้ / login        {clerk.login}
   รหัสผ่าน / password     {clerk.password}

 ผู้รับเรื่องทุจริต / fraud officers (ต้องใช้รหัส 6 หลัก / need a 6-digit code)
{officers}
   ขอรหัส 6 หลัก / get a code:  .venv/bin/python -m app demo code SECRET

 กุญแจสำรองสาธิต / demo recovery key
   {recovery}
────────────────────────────────────────────────────────────────────────"""
DEMO_OFFICER = """   {login:<10} รหัสผ่าน / password  {password}   TOTP  {totp}"""
