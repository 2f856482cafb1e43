/** The cell a document speaks of, named as it was called on the day. */
import { countText } from './wording.ts'

export type NamedCell = {
  /** `Chi bộ ấp Cái Chốt` */
  name: string
  /** `Đảng bộ xã Mỹ Thạnh` */
  committee: string
}

/** What the cell is built up and recognised for. */
export type Honour = {
  /** `trong sạch, vững mạnh toàn diện` */
  title: string
  year: number
}

/** A unit's name inside a sentence: `Chi bộ ấp Cái Chốt` → `chi bộ ấp Cái Chốt`. */
export function inSentence(name: string): string {
  const [first = '', ...rest] = name
  return first.toLocaleLowerCase('vi') + rest.join('')
}

/** `chi bộ ấp Cái Chốt (Đảng bộ xã Mỹ Thạnh)` */
export const cellWithCommittee = ({ name, committee }: NamedCell): string => `${inSentence(name)} (${committee})`

/** `đạt danh hiệu trong sạch, vững mạnh toàn diện năm 2021` */
export const honourText = ({ title, year }: Honour): string => `đạt danh hiệu ${title} năm ${year}`

/** One cell by name, several by their number: `02 chi bộ`. */
export function cellsText(cells: readonly NamedCell[]): string {
  const [only] = cells
  return cells.length === 1 && only ? inSentence(only.name) : `${countText(cells.length)} chi bộ`
}
