import { LinkButton } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import * as messages from '../screenMessages.ts'
import type { CriterionProps } from './CriterionRow.tsx'
import { EvidencePlace } from './EvidencePlace.tsx'
import { GiveVerdict } from './GiveVerdict.tsx'
import { RoadmapEntry } from './RoadmapEntry.tsx'
import { VerdictNotes } from './VerdictNotes.tsx'

/** What can be done with one criterion: judge it, see what others wrote, prove it, plan it. */
export function CriterionBody({ dossier, line, item, judging, queue, unsent, saved, next }: CriterionProps) {
  const m = useMessages(messages)
  return (
    <Stack gap={20}>
      {judging && (
        <GiveVerdict
          item={item}
          label={m.verdictOf[judging]}
          known={line.verdicts[judging]}
          queue={queue}
          unsent={unsent}
          saved={saved}
        />
      )}
      <VerdictNotes line={line} but={judging} />
      <EvidencePlace
        unitId={dossier.unit.unitId}
        dossierId={dossier.id}
        purpose="item"
        code={item.code}
        readOnly={!dossier.allowedActions.includes('add_evidence')}
        hint={item.evidenceHint}
      />
      <RoadmapEntry dossier={dossier} line={line} />
      {judging && next && (
        <div>
          <LinkButton to={`/dossiers/${dossier.id}#item-${next}`} icon="down">
            {m.next}
          </LinkButton>
        </div>
      )}
    </Stack>
  )
}
