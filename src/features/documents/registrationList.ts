import { formatNumber } from '#shared/format.ts'
import { type Column, type Frame, type OfficialDocument, paragraph, when } from './content.ts'
import type { Honour } from './recognisedCell.ts'
import { countText, firstReference, type Reference, shortDay } from './wording.ts'

export type RegistrationListMatter = {
  honour: Honour
  grounds: readonly Reference[]
  rows: readonly {
    cell: string
    /** Members on the day of registration. */
    members: number | null
    registeredOn: string
    /** When the road map ends. */
    completeBy: string | null
    /** A post or a name, whichever the committee wrote. */
    responsible: string
    note: string
  }[]
}

const columns: Column[] = [
  { title: 'TT', weight: 6, align: 'center' },
  { title: 'Chi bộ', weight: 23, align: 'left' },
  { title: 'Số đảng viên', weight: 10, align: 'center' },
  { title: 'Ngày đăng ký', weight: 14, align: 'center' },
  { title: 'Thời hạn hoàn thành', weight: 14, align: 'center' },
  { title: 'Phụ trách', weight: 24, align: 'left' },
  { title: 'Ghi chú', weight: 9, align: 'left' },
]

/** The list of cells a committee registers for a year. */
export function registrationList(frame: Frame, { honour, grounds, rows }: RegistrationListMatter): OfficialDocument {
  const table = rows.map(({ cell, members, registeredOn, completeBy, responsible, note }, index) => [
    String(index + 1),
    cell,
    members === null ? '' : formatNumber(members),
    shortDay(registeredOn),
    completeBy === null ? '' : shortDay(completeBy),
    responsible,
    note,
  ])
  return {
    ...frame,
    type: 'registrationList',
    typeName: 'Danh sách',
    abstract: `chi bộ đăng ký xây dựng ${honour.title} năm ${honour.year}`,
    addressees: [],
    blocks: [
      ...when(grounds.length > 0, paragraph(`Thực hiện ${grounds.map(firstReference).join('; ')}.`)),
      { kind: 'table', columns, rows: table },
      paragraph(`Danh sách này có ${countText(rows.length)} chi bộ.`),
    ],
  }
}
