import { useMessages } from '#platform/web/lang.tsx'
import { formatDate } from '#shared/format.ts'
import * as messages from '../messages.ts'
import { type TitlePower, titlePowers } from '../power.ts'

type InCharge = { name: string; since: string; powers: readonly TitlePower[] }

/** "Do X công nhận; nay Y giữ và có thể thu hồi, từ ngày …": one body where it holds every power, else each with its own. */
export function Succession({ grantedBy, inCharge }: { grantedBy: string; inCharge: readonly InCharge[] }) {
  const m = useMessages(messages)
  if (inCharge.length === 0) return null
  const held = ({ powers }: InCharge): string =>
    powers.length === titlePowers.length ? m.keepsAll : `${m.may} ${powers.map((power) => m.powers[power]).join(', ')}`
  const kept = inCharge.map((one) => m.keeps(one.name, held(one), formatDate(one.since)))
  const said = [m.granted(grantedBy), ...kept].join('; ')
  return <p>{`${said.charAt(0).toUpperCase()}${said.slice(1)}.`}</p>
}
