import { describe, expect, it } from 'vitest'
import { seemsCitizenNumber } from './citizenId.ts'

describe('a text that seems to hold a citizen number', () => {
  it.each(['Số 079083001234', 'CCCD: 083 090 001 234', 'cmnd 320123456', 'Số định danh 320 123 456'])('%s', (text) => {
    expect(seemsCitizenNumber(text)).toBe(true)
  })

  it.each([
    'Quyết định số 05-QĐ/ĐU ngày 28/12/2021',
    'Điện thoại 0912345678',
    'Kinh phí 1.250.000.000 đồng',
    'Tài khoản nhận 320123456 đồng',
    'Nghị định số 356/2025/NĐ-CP',
  ])('is not: %s', (text) => {
    expect(seemsCitizenNumber(text)).toBe(false)
  })
})
