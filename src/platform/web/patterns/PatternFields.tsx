import { useState } from 'react'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { CheckField } from '../CheckField.tsx'
import { ChoiceField } from '../ChoiceField.tsx'
import { DayField } from '../DayField.tsx'
import { FileField } from '../FileField.tsx'
import { Form } from '../Form.tsx'
import { NumberField } from '../NumberField.tsx'
import { SelectField } from '../SelectField.tsx'
import { Tabs } from '../Tabs.tsx'
import { TextAreaField } from '../TextAreaField.tsx'
import { TextField } from '../TextField.tsx'

/** Fields of a form, filled in and refused. */
export function PatternFields() {
  const [name, setName] = useState('Biên bản kiểm tra quý III')
  const [day, setDay] = useState('2021-10-08')
  const [members, setMembers] = useState<number | null>(238)
  const [commune, setCommune] = useState<'my-thanh' | 'luong-quoi' | ''>('')
  const [verdict, setVerdict] = useState<'met' | 'not_met' | ''>('met')
  const [agreed, setAgreed] = useState(true)
  const [note, setNote] = useState('')
  return (
    <Card title="Thêm minh chứng">
      <Form onSubmit={() => undefined} actions={<Button type="submit">Lưu minh chứng</Button>}>
        <TextField label="Tên minh chứng" value={name} onChange={setName} error="Tên này đã có trong hồ sơ." />
        <DayField label="Ngày ban hành" value={day} onChange={setDay} />
        <NumberField label="Số đảng viên" value={members} onChange={setMembers} />
        <SelectField
          label="Xã"
          value={commune}
          onChange={setCommune}
          placeholder="Chọn xã"
          options={[
            { value: 'my-thanh', label: 'Xã Mỹ Thạnh' },
            { value: 'luong-quoi', label: 'Xã Lương Quới' },
          ]}
        />
        <ChoiceField
          label="Ý kiến của chi bộ"
          inRow
          value={verdict}
          onChange={setVerdict}
          options={[
            { value: 'met', label: 'Đạt' },
            { value: 'not_met', label: 'Chưa đạt' },
          ]}
        />
        <CheckField label="Đã đối chiếu với bản giấy" checked={agreed} onChange={setAgreed} />
        <TextAreaField label="Nhận xét" optional value={note} onChange={setNote} />
        <FileField
          label="Chụp hoặc chọn tệp"
          hint="PDF, DOCX, XLSX, JPEG, PNG, HEIC; đến 50 MB mỗi tệp"
          accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.heic"
          multiple
          onFiles={() => undefined}
        />
      </Form>
      <Tabs
        label="Phần của hồ sơ"
        tabs={[
          { key: 'criteria', label: 'Tiêu chí', content: () => <p>Các tiêu chí của hồ sơ.</p> },
          { key: 'evidence', label: 'Minh chứng', content: () => <p>Các minh chứng của hồ sơ.</p> },
        ]}
      />
    </Card>
  )
}
