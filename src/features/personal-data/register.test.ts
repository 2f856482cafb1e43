import { describe, expect, it } from 'vitest'
import { isSecret, readRegister, tableOf } from './register.ts'

const page = `# Dữ liệu cá nhân

## Sổ đăng ký

| Cột | Dùng để | Căn cứ | Ai đọc | Giữ bao lâu |
|---|---|---|---|---|
| \`person.name\` \`auth.user.name\` | biết ai giữ chức vụ | nhiệm vụ | trong phạm vi (\`person.find\`, \`dossier.read\`) | theo hồ sơ |
| \`auth.account.password\` | đăng nhập | an toàn | không ai | đến khi thu hồi |

## Cột khác của các bảng trên

- \`person\`: \`version\`, \`created_at\`

## Bảng không có dữ liệu cá nhân

\`unit\`, \`unit_kind\`

## Hệ thống từ chối
`

describe('the register of personal data', () => {
  it('is the page itself: what is kept, why, on which basis, who reads it by which permission, how long', () => {
    const [first] = readRegister(page).entries
    expect(first).toEqual({
      columns: ['person.name', 'auth.user.name'],
      purpose: 'Biết ai giữ chức vụ',
      basis: 'Nhiệm vụ',
      readers: 'Trong phạm vi',
      permissions: ['person.find', 'dossier.read'],
      keeping: 'Theo hồ sơ',
    })
  })

  it('names the columns and tables that are about nobody', () => {
    expect(readRegister(page)).toMatchObject({
      harmless: ['person.version', 'person.created_at'],
      harmlessTables: ['unit', 'unit_kind'],
    })
  })

  it('knows what nobody reads', () => {
    expect(readRegister(page).entries.map(isSecret)).toEqual([false, true])
  })

  it('knows the table of a column, with its schema', () => {
    expect(['person.name', 'auth.user.name'].map(tableOf)).toEqual(['person', 'auth.user'])
  })
})
