import { useState } from 'react'
import { useHash } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { EvidencePlace } from '#features/dossiers/ui/EvidencePlace.tsx'
import type { AppraisalView } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { CancelVisitDialog } from './CancelVisitDialog.tsx'
import { CarryOutDialog } from './CarryOutDialog.tsx'
import { PlanVisitDialog } from './PlanVisitDialog.tsx'

export type VisitLine = AppraisalView['visits'][number]

/** Site visits: planned, carried out with who went and what was seen, or put off with a reason. */
export function VisitsCard({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const [planning, setPlanning] = useState(false)
  const { visits, team, allowedActions } = appraisal
  const open = visits.some(({ visitedOn, cancelledReason }) => visitedOn === null && cancelledReason === null)
  useHash((place) => {
    if (place === 'visit') document.getElementById(place)?.scrollIntoView({ block: 'start' })
  })
  return (
    <div id="visit">
      <Card title={m.visits}>
        {visits.length === 0 && <p className="small muted">{m.noVisit}</p>}
        {visits.map((visit) => (
          <Visit key={visit.id} appraisal={appraisal} visit={visit} />
        ))}
        {team && allowedActions.includes('plan_visit') && !open && (
          <div>
            <Button icon="calendar" onClick={() => setPlanning(true)}>
              {m.planVisit}
            </Button>
          </div>
        )}
        {planning && team && (
          <PlanVisitDialog dossierId={appraisal.dossierId} teamId={team.id} onClose={() => setPlanning(false)} />
        )}
      </Card>
    </div>
  )
}

function Visit({ appraisal, visit }: { appraisal: AppraisalView; visit: VisitLine }) {
  const m = useMessages(messages)
  const [dialog, setDialog] = useState<'carry_out' | 'cancel' | null>(null)
  const { visitedOn, plannedOn, cancelledReason, participants, findings, place } = visit
  const may = appraisal.allowedActions.includes('carry_out_visit')
  const isOpen = visitedOn === null && cancelledReason === null
  return (
    <Stack gap={8}>
      <Row gap={8}>
        <StateChip tone={visitedOn ? 'met' : cancelledReason === null ? 'slate' : 'neutral'}>
          {visitedOn
            ? m.visited(formatDate(visitedOn))
            : cancelledReason === null
              ? m.planned(formatDate(plannedOn))
              : m.cancelled}
        </StateChip>
        <span>{place}</span>
      </Row>
      {cancelledReason && <p className="small muted">{cancelledReason}</p>}
      {participants.length > 0 && (
        <p className="small">{m.participants(participants.map(({ name }) => name).join(', '))}</p>
      )}
      {findings && <p className="prose">{findings}</p>}
      {isOpen && may && (
        <Row>
          <Button icon="pin" onClick={() => setDialog('carry_out')}>
            {m.carryOut}
          </Button>
          <Button look="quiet" onClick={() => setDialog('cancel')}>
            {m.cancelVisit}
          </Button>
        </Row>
      )}
      {cancelledReason === null && (
        <EvidencePlace
          unitId={appraisal.unitId}
          dossierId={appraisal.dossierId}
          purpose="visit"
          code={visit.id}
          readOnly={!may}
        />
      )}
      {dialog === 'carry_out' && <CarryOutDialog appraisal={appraisal} visit={visit} onClose={() => setDialog(null)} />}
      {dialog === 'cancel' && (
        <CancelVisitDialog dossierId={appraisal.dossierId} visit={visit} onClose={() => setDialog(null)} />
      )}
    </Stack>
  )
}
