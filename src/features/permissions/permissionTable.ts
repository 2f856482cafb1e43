import { type DossierAction, dossierActions } from '#features/dossiers/dossier.ts'
import { type DutyConflict, dutyConflict, type Hands } from '#features/dossiers/duty.ts'
import { vi as people, en as peopleEnglish } from '#features/people/messages.ts'
import { type Level, levels, type Permission, roles } from '#shared/permission.ts'
import type { Language } from '#shared/problem.ts'
import { en, vi } from './messages.ts'

/** Who may do what, put together from the declarations that the server enforces. */

export type Call = { method: string; path: string; summary: string }
export type DeclaredPermission = { permission: Permission; calls: Call[] }

const words = { vi: { ...vi, roles: people.roles }, en: { ...en, roles: peopleEnglish.roles } }

/** The holders of a permission as an official reads them: `Cấp xã, cấp tỉnh: Bí thư; Phó Bí thư`. */
export function holderLines({ by }: Permission, language: Language): string[] {
  const { anyone, signedIn, roles: names, levels: levelNames } = words[language]
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
  return [...lines].map(([written, at]) => `${sentence(at.map((level) => levelNames[level]).join(', '))}: ${written}`)
}

const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const PERSON = 'person'
const nobody: Hands = { preparers: [], proposers: [], appraisers: [] }
const cases: Record<DutyConflict, { belongsToCell: boolean; hands: Hands }> = {
  belongs_to_cell: { belongsToCell: true, hands: nobody },
  prepared_dossier: { belongsToCell: false, hands: { ...nobody, preparers: [PERSON] } },
  proposed_dossier: { belongsToCell: false, hands: { ...nobody, proposers: [PERSON] } },
  appraised_dossier: { belongsToCell: false, hands: { ...nobody, appraisers: [PERSON] } },
}
export const conflictKinds = ['belongs_to_cell', 'prepared_dossier', 'proposed_dossier', 'appraised_dossier'] as const

/** Duties that exclude each other, asked of the very rule that refuses them. */
export function conflictTable(): { conflict: DutyConflict; actions: DossierAction[] }[] {
  return conflictKinds.map((conflict) => {
    const { belongsToCell, hands } = cases[conflict]
    const person = { personId: PERSON, belongsToCell }
    return { conflict, actions: dossierActions.filter((action) => dutyConflict(action, person, hands) === conflict) }
  })
}

/** The table as a page of the documentation. */
export function permissionPage(declared: readonly DeclaredPermission[], names: Record<DossierAction, string>): string {
  const rows = declared.map(({ permission, calls }) => {
    const endpoints = calls.map(({ method, path }) => `\`${method} ${path}\``).join('<br>')
    return `| ${permission.title.vi}<br>\`${permission.code}\` | ${holderLines(permission, 'vi').join('<br>')} | ${endpoints} |`
  })
  const conflicts = conflictTable().map(
    ({ conflict, actions }) => `| ${vi.hands[conflict]} | ${actions.map((action) => names[action]).join(', ')} |`,
  )
  return [
    `# ${vi.title}`,
    '',
    'Bảng này sinh ra từ chính các khai báo mà máy chủ thi hành (`contract.ts` của từng phần).',
    '',
    vi.intro,
    '',
    `| ${vi.permission} | ${vi.who} | ${vi.calls} |`,
    '|---|---|---|',
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
    'Từng bước của hồ sơ, ở trạng thái nào và phần việc nào: [workflow.md](workflow.md).',
    '',
  ].join('\n')
}
