import type { DossierPart } from '../dossier.ts'
import { dossierParts } from '../dossier.ts'
import type { vi as partWords } from '../messages.ts'
import type { vi as screenWords } from '../screenMessages.ts'

/** A body as people call it: the cell by its name, `Đảng ủy xã Lương Phú`, other bodies with their unit. */
export function bodyName(
  part: string,
  unitName: string | null,
  { parts }: Pick<typeof partWords, 'parts'>,
  m: Pick<typeof screenWords, 'communeOf'>,
): string {
  const known: DossierPart | undefined = dossierParts.find((one) => one === part)
  if (known === undefined) return unitName ?? ''
  if (unitName === null || known === 'team' || known === 'team_head') return parts[known]
  if (known === 'cell') return unitName
  return known === 'commune' ? m.communeOf(unitName) : `${parts[known]}, ${unitName}`
}
