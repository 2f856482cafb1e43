import { GiveVerdict } from '#features/dossiers/ui/GiveVerdict.tsx'
import { EvidencePlace } from '#features/dossiers/ui/EvidencePlace.tsx'
import { VerdictChip } from '#features/dossiers/ui/VerdictChip.tsx'
import { LinkButton } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import * as messages from '../screenMessages.ts'
import { DissentLines } from './DissentLines.tsx'
import type { OpinionProps } from './OpinionRow.tsx'

/** One item: what cell and commune wrote, its evidence, one's own verdict, the others' once they may be seen. */
export function OpinionBody({ appraisal, line, item, queue, unsent, saved, next }: OpinionProps) {
  const m = useMessages(messages)
  const judging = appraisal.allowedActions.includes('judge')
  const notes = [
    [m.cell, line.self?.note ?? ''],
    [m.commune, line.commune?.note ?? ''],
    [m.agreed, line.agreed?.note ?? ''],
  ].filter(([, note]) => note !== '')
  return (
    <Stack gap={20}>
      {judging && (
        <GiveVerdict item={item} label={m.ownVerdict} known={line.own} queue={queue} unsent={unsent} saved={saved} />
      )}
      {notes.map(([who, note]) => (
        <div key={who} className="criterion-notes">
          <p className="prose">{note}</p>
          <p className="small muted">{who}</p>
        </div>
      ))}
      {line.others.length > 0 && (
        <div className="criterion-part">
          <h3>{m.othersTitle}</h3>
          {line.others.map(({ person, verdict, note }) => (
            <div key={person.id}>
              <Row gap={8}>
                <span>{person.name}</span>
                <VerdictChip item={item} verdict={verdict} />
              </Row>
              {note && <p className="small prose muted">{note}</p>}
            </div>
          ))}
        </div>
      )}
      <DissentLines appraisal={appraisal} line={line} item={item} />
      <EvidencePlace
        unitId={appraisal.unitId}
        dossierId={appraisal.dossierId}
        purpose="item"
        code={item.code}
        readOnly
        hint={item.evidenceHint}
      />
      {judging && next && (
        <div>
          <LinkButton to={`/dossiers/${appraisal.dossierId}/appraisal#item-${next}`} icon="down">
            {m.next}
          </LinkButton>
        </div>
      )}
    </Stack>
  )
}
