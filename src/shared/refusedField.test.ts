import { describe, expect, it } from 'vitest'
import { holdsRefusedField, isRefusedField } from './refusedField.ts'

describe('a column or field that the system has no place for is known by its name', () => {
  it.each([
    'Số CCCD',
    'CMND/CCCD',
    'Số căn cước công dân',
    'Số định danh cá nhân',
    'Tôn giáo',
    'TÔN GIÁO (nếu có)',
    'Dân tộc',
    'Dân tộc'.normalize('NFD'),
    'ton_giao',
    'citizen_id',
    'nationalId',
    'ethnicity',
    'Nội dung kiểm điểm',
    'Tự phê bình',
    'Ngày sinh',
    'dateOfBirth',
    'Số điện thoại',
  ])('%s', (name) => expect(isRefusedField(name)).toBe(true))

  it.each([
    'Mã đơn vị',
    'Mã định danh cơ quan',
    'Tên đơn vị',
    'Thuộc',
    'Đơn vị hành chính trước sắp xếp',
    'Kiểm điểm tập thể',
    'Số hộ nghèo',
    'Chứng minh số liệu',
    'Ý kiến',
    '0198cccd-cccd-7cad-8cad-cccd0198cccd',
  ])('and %s is not', (name) => expect(isRefusedField(name)).toBe(false))
})

describe('a free value', () => {
  it('is searched for such a field in all its depth, by its keys and not by its words', () => {
    expect(holdsRefusedField({ list: [{ who: 'a', 'Tôn giáo': '' }] })).toBe(true)
    expect(holdsRefusedField({ topic: 'công tác dân tộc, tôn giáo', votes: [1, 2] })).toBe(false)
    expect(holdsRefusedField('CCCD')).toBe(false)
  })
})
