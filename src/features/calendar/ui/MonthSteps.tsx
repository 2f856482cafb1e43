import { useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useToday } from '#platform/web/session.ts'
import { monthsLater, periodOf } from '../calendar.ts'
import * as messages from '../messages.ts'
import { monthText } from './when.ts'

/** The month in the address, else the one of today. */
export function useMonth(): [period: string, change: (period: string) => void] {
  const today = useToday()
  const [month, change] = useSearchParam('month')
  const asked = month !== undefined && /^\d{4}-(0[1-9]|1[0-2])-01$/u.test(month) ? month : periodOf(today)
  return [asked, change]
}

/** To the month before and the month after. */
export function MonthSteps() {
  const m = useMessages(messages)
  const [period, change] = useMonth()
  return (
    <Row gap={8}>
      <Button small icon="left" onClick={() => change(monthsLater(period, -1))}>
        {m.earlier}
      </Button>
      <span className="strong">{monthText(period)}</span>
      <Button small icon="right" onClick={() => change(monthsLater(period, 1))}>
        {m.later}
      </Button>
    </Row>
  )
}
