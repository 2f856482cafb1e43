/** Which body of a unit issues a document, as it was called on the day. */
import type { Body } from '#features/programmes/programme.ts'
import type { Level, Role } from '#shared/permission.ts'
import {
  appraisalTeamBody,
  cellBody,
  committeeBody,
  type BodyKind,
  type IssuingBody,
  standingCommitteeBody,
} from './issuing.ts'
import { inSentence } from './recognisedCell.ts'

/** A unit as documents name it. */
export type NamedUnit = {
  name: string
  level: Level
  /** `Đảng ủy xã Mỹ Thạnh`, `Huyện ủy Giồng Trôm`; a cell's own name. */
  committeeName: string
  /** `Đảng ủy xã`, `Huyện ủy`: the word without the place. */
  committeeWord: string
  /** The unit above: `Huyện Giồng Trôm`. */
  parentName: string | null
}

/** Codes of bodies above the grassroots, as in 463-QĐ/HU of 19-4-2021 and Nghị quyết 03-NQ/TU of 18-1-2021. */
const upperCodes: Partial<Record<Level, string>> = { province: 'TU', district: 'HU' }

/** Whose words stand behind the signature: `T/M BAN THƯỜNG VỤ`. */
const collectives: Record<Exclude<Body, 'committee'>, string> = {
  standing_committee: 'Ban Thường vụ',
  standing_body: 'Thường trực',
  organising_board: 'Ban Tổ chức',
  party_building_board: 'Ban Xây dựng Đảng',
}

/** `Đảng bộ xã Mỹ Thạnh`: how the unit above is printed over the issuing body. */
export const partyOrganisation = (unitName: string): string => `Đảng bộ ${inSentence(unitName)}`

/** The body of a unit that issues; a cell has one, a committee also acts through its standing committee. */
export function issuingBodyOf(unit: NamedUnit, body: Body): IssuingBody {
  const named = {
    name: unit.committeeName,
    upperBody: unit.parentName === null ? null : partyOrganisation(unit.parentName),
  }
  if (unit.level === 'cell' || unit.level === 'group') return cellBody(named)
  if (unit.level === 'commune') return body === 'committee' ? committeeBody(named) : standingCommitteeBody(named)
  return {
    ...named,
    kind: 'upperBody',
    code: upperCodes[unit.level] ?? null,
    collective: body === 'committee' ? unit.committeeWord : collectives[body],
    archive: `Lưu ${unit.committeeWord}`,
  }
}

/** The team that a unit set up; its papers stand under the unit's committee. */
export const teamBodyOf = (unit: NamedUnit, teamName: string): IssuingBody =>
  appraisalTeamBody({ name: teamName, upperBody: unit.committeeName })

/** Who decides, as a sentence names it: `Ban Thường vụ Huyện ủy Giồng Trôm`, `Đảng ủy xã Mỹ Thạnh`. */
export function bodyInWords(unit: NamedUnit, body: Body): string {
  return body === 'committee' || unit.level === 'cell'
    ? unit.committeeName
    : `${collectives[body]} ${unit.committeeName}`
}

/** How a body is kept with its documents. */
export const bodyColumns = {
  cell: 'cell',
  committee: 'committee',
  standingCommittee: 'standing_committee',
  appraisalTeam: 'appraisal_team',
  upperBody: 'upper_body',
} as const satisfies Record<BodyKind, string>

const posts: Partial<Record<Role, string>> = {
  secretary: 'Bí thư',
  deputy_secretary: 'Phó Bí thư',
  standing_member: 'Ủy viên Ban Thường vụ',
  committee_member: 'Ủy viên',
  organising_head: 'Trưởng ban',
}

/** The post under the name of the body; a deputy signs like the head, there is no K/T (digest of HD 05-HD/VPTW). */
export const postOf = (role: Role): string => posts[role] ?? ''
