import type { HeldPosition, Permission } from '#shared/permission.ts'
import { grants, leaders, organisers, standing } from '#shared/permission.ts'
import { MAX_FILE_BYTES, MAX_OPEN_UPLOADS } from './fileKind.ts'
import type { Refusal } from './refusal.ts'

/** `item` proves a criterion, `checklist` is a paper of the dossier's list, `visit` is what a team saw on the spot. */
export const purposes = ['item', 'checklist', 'visit'] as const
export type Purpose = (typeof purposes)[number]

/** In which capacity somebody adds or removes evidence of a cell. */
export type Part = 'cell' | 'commune' | 'team'

/** An actor's positions on the cell or above it today, and whether a team of theirs appraises there. */
export type Reach = { positions: readonly HeldPosition[]; onTeam: boolean }

/** The secretary and deputy act for their cell, the commune's standing committee and organisers for it, a team for its visit. */
export function partsOf({ positions, onTeam }: Reach): Part[] {
  const holds = (level: HeldPosition['level'], roles: readonly HeldPosition['role'][]) =>
    positions.some((position) => position.level === level && roles.includes(position.role))
  return [
    ...(holds('cell', leaders) ? (['cell'] as const) : []),
    ...(holds('commune', [...standing, ...organisers]) ? (['commune'] as const) : []),
    ...(onTeam ? (['team'] as const) : []),
  ]
}

/** Whether a position over this very cell, or a team there, lets the actor read its evidence. */
export function mayRead(reading: Permission, { positions, onTeam }: Reach, on: string): boolean {
  return onTeam || grants(reading, positions, false, on)
}

/**
 * While a dossier is with somebody, only they may change which evidence it rests on: the cell until it submits, the commune
 * until it proposes, the team during its appraisal and only for what it saw. Afterwards nobody: what was decided on stays.
 */
const openStates: Record<Part, { states: readonly string[]; purposes: readonly Purpose[] }> = {
  cell: { states: ['draft', 'building', 'self_appraisal'], purposes: ['item', 'checklist'] },
  commune: {
    states: ['draft', 'building', 'self_appraisal', 'commune_review'],
    purposes: ['item', 'checklist'],
  },
  team: { states: ['appraisal'], purposes: ['visit'] },
}

export function mayChangeUse(parts: readonly Part[], dossierState: string, purpose: Purpose): boolean {
  return parts.some((part) => {
    const open = openStates[part]
    return open.states.includes(dossierState) && open.purposes.includes(purpose)
  })
}

/** Why a use cannot be added or removed now; `null` when it can. */
export function useRefusal(parts: readonly Part[], dossierState: string, purpose: Purpose): Refusal | null {
  if (!parts.some((part) => openStates[part].purposes.includes(purpose))) return 'not_your_cell'
  return mayChangeUse(parts, dossierState, purpose) ? null : 'dossier_locked'
}

/** Before a byte is read: what the sender says of the file. */
export function startRefusal(bytes: number, openUploads: number): Refusal | null {
  if (bytes === 0) return 'empty_file'
  if (bytes > MAX_FILE_BYTES) return 'file_too_large'
  return openUploads >= MAX_OPEN_UPLOADS ? 'too_many_uploads' : null
}

export type EvidenceDraft = {
  uploadId?: string | undefined
  link?: string | undefined
  documentNumber?: string | undefined
  documentDate?: string | undefined
  effectiveOn: string
}

/**
 * What is wrong with a piece of evidence before its file is looked at, field by field. A paper kept at the office is known
 * by its number and date alone.
 */
export function draftRefusals(draft: EvidenceDraft, today: string): { field: keyof EvidenceDraft; refusal: Refusal }[] {
  const { uploadId, link, documentNumber, documentDate, effectiveOn } = draft
  const wrong: { field: keyof EvidenceDraft; refusal: Refusal }[] = []
  const sources = [uploadId, link, documentNumber ?? documentDate].filter((source) => source !== undefined)
  if (sources.length === 0 || (uploadId !== undefined && link !== undefined))
    wrong.push({ field: 'uploadId', refusal: 'file_or_link' })
  if (documentNumber === undefined && documentDate !== undefined)
    wrong.push({ field: 'documentNumber', refusal: 'document_reference' })
  if (documentDate === undefined && documentNumber !== undefined)
    wrong.push({ field: 'documentDate', refusal: 'document_reference' })
  if (documentDate !== undefined && documentDate > today) wrong.push({ field: 'documentDate', refusal: 'in_future' })
  if (effectiveOn > today) wrong.push({ field: 'effectiveOn', refusal: 'in_future' })
  return wrong
}

/** A dossier the cell itself may still change, or has taken back, does not hold its evidence. */
const releasing: readonly string[] = [...openStates.cell.states, 'withdrawn']

export type WithdrawnState = { withdrawn: boolean; dossierStates: readonly string[] }

/** Why evidence cannot be withdrawn; `null` when it can. Its uses in open dossiers end with it. */
export function withdrawRefusal(parts: readonly Part[], { withdrawn, dossierStates }: WithdrawnState): Refusal | null {
  if (!parts.some((part) => part !== 'team')) return 'not_your_cell'
  if (withdrawn) return 'already_withdrawn'
  return dossierStates.every((state) => releasing.includes(state)) ? null : 'used_by_locked_dossier'
}

/** What the actor may do with one piece of evidence now. */
export function evidenceActions(parts: readonly Part[], state: WithdrawnState): ('use' | 'withdraw')[] {
  return [
    ...(parts.length > 0 && !state.withdrawn ? (['use'] as const) : []),
    ...(withdrawRefusal(parts, state) === null ? (['withdraw'] as const) : []),
  ]
}
