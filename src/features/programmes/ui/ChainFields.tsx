import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { addDays } from '#shared/format.ts'
import * as messages from '../messages.ts'
import type { ChainPeriod } from '../programme.ts'
import { PeriodFields } from './PeriodFields.tsx'

interface ChainFieldsProps {
  chain: readonly ChainPeriod[]
  onChange: (chain: ChainPeriod[]) => void
  onRemoved: (label: string) => void
}

/** A new period begins where the last one ends, with its bodies; nobody has confirmed it yet. */
function nextPeriod(chain: readonly ChainPeriod[]): ChainPeriod {
  const last = chain.at(-1)
  return {
    validFrom: last?.validTo ? addDays(last.validTo, 1) : '',
    validTo: null,
    label: '',
    proposalLevel: last?.proposalLevel ?? 'commune',
    appraisalLevel: last?.appraisalLevel ?? 'commune',
    opinion: null,
    decision: { level: last?.decision.level ?? 'commune', body: 'standing_committee', source: 'proposed' },
    source: 'proposed',
  }
}

/** Who proposes, appraises, gives an opinion and decides, period by period. */
export function ChainFields({ chain, onChange, onRemoved }: ChainFieldsProps) {
  const m = useMessages(messages)
  return (
    <Card title={m.chain}>
      <p className="muted">{m.chainHint}</p>
      <Stack gap={16}>
        {chain.map((period, index) => (
          <PeriodFields
            // Periods have no other name while they are being written.
            key={index}
            period={period}
            onChange={(changed) => onChange(chain.map((one, at) => (at === index ? changed : one)))}
            onRemove={() => {
              onChange(chain.filter((_, at) => at !== index))
              onRemoved(period.label)
            }}
          />
        ))}
        <div>
          <Button small icon="plus" onClick={() => onChange([...chain, nextPeriod(chain)])}>
            {m.addPeriod}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
