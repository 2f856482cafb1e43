import { sql } from 'kysely'
import type { Role } from '#shared/permission.ts'
import { fold } from '#shared/text.ts'
import { idOf } from '#platform/server/id.ts'
import { TEST_PASSWORD, type TestApp } from './database.ts'

/**
 * The cast and the place of every server test: two districts of old Bến Tre, one commune each with cells, and what
 * became of them on 1 July 2025. Ids follow from slugs, so a test may write `unitId('cai-chot')`.
 */
export const unitId = (slug: string): string => idOf(`unit:${slug}`)
export const personId = (username: string): string => idOf(`person:${username}`)

const REFORM = '2025-07-01'
const before = `[2000-01-01,${REFORM})`
const after = `[${REFORM},)`

type UnitLine = [slug: string, name: string, kind: string, parent: string | null, valid: string]
const units: UnitLine[] = [
  ['ben-tre', 'Tỉnh Bến Tre', 'province', null, before],
  ['vinh-long', 'Tỉnh Vĩnh Long', 'province', null, '[2000-01-01,)'],
  ['giong-trom', 'Huyện Giồng Trôm', 'district', 'ben-tre', before],
  ['thanh-phu', 'Huyện Thạnh Phú', 'district', 'ben-tre', before],
  ['my-thanh', 'Xã Mỹ Thạnh', 'commune', 'giong-trom', before],
  ['thi-tran-giong-trom', 'Thị trấn Giồng Trôm', 'township', 'giong-trom', before],
  ['thoi-thanh', 'Xã Thới Thạnh', 'commune', 'thanh-phu', before],
  ['luong-phu', 'Xã Lương Phú', 'commune', 'vinh-long', after],
  ['dai-dien', 'Xã Đại Điền', 'commune', 'vinh-long', after],
  ['ben-do', 'Chi bộ ấp Bến Đò', 'hamlet_cell', 'my-thanh', before],
  ['ben-do', 'Chi bộ ấp Bến Đò', 'hamlet_cell', 'luong-phu', after],
  ['nghia-huan', 'Chi bộ ấp Nghĩa Huấn', 'hamlet_cell', 'my-thanh', before],
  ['nghia-huan', 'Chi bộ ấp Nghĩa Huấn', 'hamlet_cell', 'luong-phu', after],
  ['cai-chot', 'Chi bộ ấp Cái Chốt', 'hamlet_cell', 'my-thanh', before],
  ['cai-chot', 'Chi bộ ấp Cái Chốt', 'hamlet_cell', 'luong-phu', after],
  ['khu-pho-1', 'Chi bộ Khu phố 1', 'neighbourhood_cell', 'thi-tran-giong-trom', before],
  ['xuong-thoi', 'Chi bộ ấp Xương Thới III', 'hamlet_cell', 'thoi-thanh', before],
  ['xuong-thoi', 'Chi bộ ấp Xương Thới III', 'hamlet_cell', 'dai-dien', after],
]

type PersonLine = [
  username: string,
  name: string,
  positions: [unit: string, role: Role, title: string, valid: string][],
]
const people: PersonLine[] = [
  ['bithu.caichot', 'Nguyễn Văn Thử', [['cai-chot', 'secretary', 'Bí thư chi bộ', '[2020-01-01,)']]],
  ['phobithu.caichot', 'Lê Thị Mẫu', [['cai-chot', 'deputy_secretary', 'Phó Bí thư chi bộ', '[2020-01-01,)']]],
  ['bithu.bendo', 'Trần Văn Mẫu', [['ben-do', 'secretary', 'Bí thư chi bộ', '[2020-01-01,)']]],
  [
    'bithu.mythanh',
    'Phạm Thị Thử',
    [
      ['my-thanh', 'secretary', 'Bí thư Đảng ủy', before],
      ['luong-phu', 'secretary', 'Bí thư Đảng ủy', after],
    ],
  ],
  [
    'tochuc.mythanh',
    'Võ Văn Mẫu',
    [
      ['my-thanh', 'organising_officer', 'Cán bộ tổ chức Đảng ủy', before],
      ['luong-phu', 'organising_head', 'Trưởng Ban xây dựng Đảng', after],
    ],
  ],
  [
    'uyvien.mythanh',
    'Hồ Thị Thử',
    [
      ['my-thanh', 'standing_member', 'Ủy viên Ban Thường vụ', before],
      ['luong-phu', 'standing_member', 'Ủy viên Ban Thường vụ', after],
    ],
  ],
  ['bithu.giongtrom', 'Đặng Văn Thử', [['giong-trom', 'secretary', 'Bí thư Huyện ủy', before]]],
  ['thuongtruc.giongtrom', 'Bùi Thị Mẫu', [['giong-trom', 'deputy_secretary', 'Phó Bí thư Thường trực', before]]],
  ['tochuc.giongtrom', 'Đỗ Văn Thử', [['giong-trom', 'organising_head', 'Trưởng ban Tổ chức', before]]],
  ['thamdinh.mot', 'Ngô Thị Mẫu', [['giong-trom', 'committee_member', 'Chánh Văn phòng Huyện ủy', before]]],
  ['thamdinh.hai', 'Dương Văn Thử', [['giong-trom', 'committee_member', 'Trưởng ban Tuyên giáo', before]]],
  ['bithu.xuongthoi', 'Lý Văn Mẫu', [['xuong-thoi', 'secretary', 'Bí thư chi bộ', '[2020-01-01,)']]],
  ['bithu.thoithanh', 'Huỳnh Thị Thử', [['thoi-thanh', 'secretary', 'Bí thư Đảng ủy', before]]],
  ['bithu.bentre', 'Mai Văn Thử', [['ben-tre', 'secretary', 'Bí thư Tỉnh ủy', before]]],
  [
    'tochuc.bentre',
    'Cao Thị Mẫu',
    [
      ['ben-tre', 'organising_head', 'Trưởng ban Tổ chức Tỉnh ủy', before],
      ['vinh-long', 'organising_officer', 'Phó ban Tổ chức Tỉnh ủy', after],
    ],
  ],
  ['chuyenvien.bentre', 'Tô Văn Mẫu', [['ben-tre', 'organising_officer', 'Chuyên viên Ban Tổ chức', before]]],
  [
    'quantri',
    'Quản Trị Mẫu',
    [
      ['ben-tre', 'administrator', 'Quản trị hệ thống', before],
      ['vinh-long', 'administrator', 'Quản trị hệ thống', after],
    ],
  ],
]

const merges: [from: string, to: string][] = [
  ['ben-tre', 'vinh-long'],
  ['my-thanh', 'luong-phu'],
  ['thoi-thanh', 'dai-dien'],
]

/** Fill the test's database with the cast; every account's password is `TEST_PASSWORD`. */
export async function seedPeople({ db, auth }: TestApp): Promise<void> {
  await db
    .insertInto('unit')
    .values([...new Set(units.map(([slug]) => slug))].map((slug) => ({ id: unitId(slug), slug })))
    .execute()
  await db
    .insertInto('unit_version')
    .values(
      units.map(([slug, name, kind, parent, valid], at) => ({
        id: idOf(`version:${slug}:${valid}`),
        unit_id: unitId(slug),
        name,
        name_folded: fold(name),
        kind,
        parent_id: parent === null ? null : unitId(parent),
        valid,
        sort_order: at,
      })),
    )
    .execute()
  await db
    .insertInto('unit_lineage')
    .values(
      merges.map(([from, to]) => ({
        id: idOf(`lineage:${from}`),
        from_unit_id: unitId(from),
        to_unit_id: unitId(to),
        kind: 'merge',
        effective_on: REFORM,
      })),
    )
    .execute()
  await sql`select rebuild_unit_closure()`.execute(db)
  await db
    .insertInto('person')
    .values(people.map(([username, name]) => ({ id: personId(username), name, name_folded: fold(name) })))
    .execute()
  await db
    .insertInto('position')
    .values(
      people.flatMap(([username, , positions]) =>
        positions.map(([unit, role, title, valid]) => ({
          id: idOf(`position:${username}:${unit}`),
          person_id: personId(username),
          unit_id: unitId(unit),
          role,
          title,
          valid,
        })),
      ),
    )
    .execute()
  for (const [username, name] of people) {
    await auth.createAccount({ username, password: TEST_PASSWORD, name, personId: personId(username) })
  }
}
