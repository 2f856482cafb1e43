import { useState } from 'react'
import { Card } from '#platform/web/Card.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listSettings, type SettingView } from '../contract.ts'
import * as messages from '../messages.ts'
import { SettingDialog } from './SettingDialog.tsx'
import { SettingsTable } from './SettingsTable.tsx'

/** Durations that no document was found for, until somebody sets them. */
export function SettingsCard() {
  const m = useMessages(messages)
  const { data } = useQueryOf(listSettings, undefined)
  const [changing, setChanging] = useState<SettingView | null>(null)
  const isSet = ({ days, default: built }: SettingView) => days !== null || built !== null
  const set = (data?.items ?? []).filter(isSet)
  const unset = (data?.items ?? []).filter((setting) => !isSet(setting))
  return (
    <Card title={m.settings}>
      <Stack gap={12}>
        <p className="muted">{m.settingsText}</p>
        <SettingsTable settings={set} onChange={setChanging} />
        {unset.length > 0 && (
          <details>
            <summary>{m.unset(unset.length)}</summary>
            <SettingsTable settings={unset} onChange={setChanging} />
          </details>
        )}
      </Stack>
      {changing && <SettingDialog setting={changing} onClose={() => setChanging(null)} />}
    </Card>
  )
}
