import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { AppraisalView } from '../contract.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { SupplementDialog } from './SupplementDialog.tsx'

/** Where the appraisal stands and the one thing to do next: close one's own verdicts; the team agreed, report. */
export function AppraisalHeader({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const [open, setOpen] = useState<'close' | 'report' | 'supplement' | null>(null)
  const shut = () => setOpen(null)
  const { unitName, dossierId, year, seat, allowedActions, items, obstacles, agreedOn } = appraisal
  const left = items.filter(({ item, own }) => item.mode !== 'group' && own === null).length
  const may = (action: (typeof allowedActions)[number]) => allowedActions.includes(action)
  const main = may('close') ? (
    <Button look="main" blocked={left > 0 ? m.leftToJudge(left) : undefined} onClick={() => setOpen('close')}>
      {m.close}
    </Button>
  ) : may('report') && agreedOn !== null ? (
    <Button
      look="main"
      blocked={obstacles.length > 0 ? m.stillMissing(obstacles.length) : undefined}
      onClick={() => setOpen('report')}
    >
      {m.report}
    </Button>
  ) : undefined
  return (
    <>
      <PageHeader
        title={m.appraisalOf(unitName)}
        crumbs={[{ text: m.dossier(year), to: `/dossiers/${dossierId}` }]}
        state={<StateChip tone="slate">{seat === null ? m.reader : m.seat(w.part[seat])}</StateChip>}
        actions={may('supplement') && <Button onClick={() => setOpen('supplement')}>{m.supplement}</Button>}
        main={main}
      />
      {open === 'close' && <CloseDialog dossierId={dossierId} onClose={shut} />}
      {open === 'report' && <ReportDialog appraisal={appraisal} onClose={shut} />}
      {open === 'supplement' && <SupplementDialog appraisal={appraisal} onClose={shut} />}
    </>
  )
}
