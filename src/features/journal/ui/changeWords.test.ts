import { expect, it } from 'vitest'
import { changeWords } from './changeWords.ts'

it('a change is told by the names of its fields, states in words and days as days', () => {
  const changes = [
    { field: 'state', before: 'signed', after: 'revoked' },
    { field: 'decisionDate', before: '2022-06-20', after: '2022-06-21' },
    { field: 'carried', before: null, after: 'true' },
    { field: 'decisionNumber', before: '01-QĐ/HU', after: null },
  ]
  expect(changeWords(changes, 'document', 'vi')).toEqual([
    'Trạng thái: Đã ký → Đã thu hồi',
    'Ngày quyết định: 20/06/2022 → 21/06/2022',
    'Được thông qua: có',
    'Số quyết định: 01-QĐ/HU → —',
  ])
})

it('no technical name reaches the reader: an unnamed field is another detail, the address of a record is left out', () => {
  const changes = [
    { field: 'carriedFrom', before: null, after: '01890a5d-ac96-774b-bcce-b302099a8057' },
    { field: 'someField', before: null, after: 'x' },
  ]
  expect(changeWords(changes, 'dossier', 'vi')).toEqual(['Chi tiết khác: x'])
})
