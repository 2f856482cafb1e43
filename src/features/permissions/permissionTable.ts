import { sentence } from '#shared/text.ts'
import { actionWords, stageLines } from './stages.ts'
import { dutyConflicts, duties, type DutyConflict } from '#features/dossiers/duty.ts'
import type { DossierAction } from '#features/dossiers/dossier.ts'
import { vi as people, en as peopleEnglish } from '#features/people/messages.ts'
import { addDays, formatDate } from '#shared/format.ts'
import { type Lasting, type Level, levelLasts, levels, type Permission, roles } from '#shared/permission.ts'
import type { Language } from '#shared/problem.ts'
import { en, vi } from './messages.ts'

/** Who may do what, put together from the declarations that the server enforces. */

export type Call = { method: string; path: string; summary: string }
export type DeclaredPermission = { permission: Permission; calls: Call[] }

const words = { vi: { ...vi, roles: people.roles }, en: { ...en, roles: peopleEnglish.roles } }

/** The holders of a permission as an official reads them: `Cấp xã, cấp tỉnh: Bí thư; Phó Bí thư`. */
export function holderLines({ by }: Permission, language: Language): string[] {
  const { anyone, signedIn, roles: names } = words[language]
  if (by === 'anyone') return [anyone]
  if (by === 'signed_in') return [signedIn]
  const lines = new Map<string, Level[]>()
  for (const level of levels) {
    const held = by.filter((one) => one.level === level).flatMap((one) => one.roles)
    if (held.length === 0) continue
    const written = roles
      .filter((role) => held.includes(role))
      .map((role) => names[role])
      .join('; ')
    lines.set(written, [...(lines.get(written) ?? []), level])
  }
  return [...lines].map(
    ([written, at]) => `${sentence(at.map((level) => levelInWords(level, language)).join(', '))}: ${written}`,
  )
}

function levelInWords(level: Level, language: Language): string {
  const { levels: names, period } = words[language]
  const lasting = levelLasts[level]
  return lasting === undefined ? names[level] : `${names[level]} (${period(...daysOf(lasting))})`
}

/** First and last day, as people count them. */
const daysOf = ({ from, to }: Lasting): [first: string | null, last: string | null] => [
  from === undefined ? null : formatDate(from),
  to === undefined ? null : formatDate(addDays(to, -1)),
]

/** Over which units, in which period, with whom, and what of it can be handed on. */
export function limitLines({ over, during, delegable, secondPerson, by }: Permission, language: Language): string[] {
  if (by === 'anyone') return []
  const { reaches, period, canBeDelegated, needsSecond } = words[language]
  return [
    reaches[over],
    ...(during === undefined ? [] : [sentence(period(...daysOf(during)))]),
    ...(secondPerson === true ? [needsSecond] : []),
    ...(delegable === true ? [canBeDelegated] : []),
  ]
}

/** Duties that exclude each other, from the table that refuses them. */
export const conflictTable = (): { conflict: DutyConflict; actions: readonly DossierAction[] }[] =>
  dutyConflicts.map((conflict) => ({ conflict, actions: duties[conflict].excludes }))

/** The table as a page of the documentation. */
export function permissionPage(declared: readonly DeclaredPermission[]): string {
  const rows = declared.map(({ permission, calls }) => {
    const endpoints = calls.map(({ method, path }) => `\`${method} ${path}\``).join('<br>')
    const stages = stageLines(permission.code, 'vi').join('<br>')
    return `| ${permission.title.vi}<br>\`${permission.code}\` | ${holderLines(permission, 'vi').join('<br>')} | ${limitLines(permission, 'vi').join('<br>')} | ${stages} | ${endpoints} |`
  })
  const names = actionWords('vi')
  const conflicts = conflictTable().map(
    ({ conflict, actions }) => `| ${vi.hands[conflict]} | ${actions.map((action) => names[action]).join(', ')} |`,
  )
  const second = declared
    .filter(({ permission }) => permission.secondPerson === true)
    .map(({ permission }) => `* ${permission.title.vi} (\`${permission.code}\`)`)
  return [
    `# ${vi.title}`,
    '',
    'Bảng này sinh ra từ chính các khai báo mà máy chủ thi hành (`contract.ts` của từng phần).',
    '',
    vi.intro,
    '',
    `| ${vi.permission} | ${vi.who} | ${vi.limits} | ${vi.stages} | ${vi.calls} |`,
    '|---|---|---|---|---|',
    ...rows,
    '',
    `## ${vi.conflicts}`,
    '',
    vi.conflictsText,
    '',
    `| ${vi.conflict} | ${vi.forbidden} |`,
    '|---|---|',
    ...conflicts,
    '',
    `## ${vi.secondPersons}`,
    '',
    vi.secondPersonsText,
    '',
    ...second,
    '',
    'Từng bước của hồ sơ, ở trạng thái nào và phần việc nào: [workflow.md](workflow.md).',
    '',
  ].join('\n')
}
