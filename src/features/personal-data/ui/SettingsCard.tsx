import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listSettings, type SettingView } from '../contract.ts'
import * as messages from '../messages.ts'
import { SettingDialog } from './SettingDialog.tsx'

/** Durations that no document was found for, until somebody sets them. */
export function SettingsCard() {
  const m = useMessages(messages)
  const { data } = useQueryOf(listSettings, undefined)
  const [changing, setChanging] = useState<SettingView | null>(null)
  const daysOf = ({ days, default: built }: SettingView) =>
    days !== null ? m.daysSet(days) : built === null ? m.daysNone : m.daysDefault(built)
  return (
    <Card title={m.settings}>
      <Stack gap={12}>
        <p className="muted">{m.settingsText}</p>
        <DataTable
          label={m.settings}
          rows={data?.items ?? []}
          keyOf={({ code }) => code}
          columns={[
            { key: 'code', title: m.settingOf, cell: ({ code }) => m.settingNames[code] },
            { key: 'days', title: m.days, cell: daysOf },
            { key: 'basis', title: m.basis, cell: ({ basis }) => basis || '—' },
            {
              key: 'change',
              title: m.change,
              cell: (setting) => (
                <Button
                  small
                  aria-label={`${m.change}: ${m.settingNames[setting.code]}`}
                  onClick={() => setChanging(setting)}
                >
                  {m.change}
                </Button>
              ),
            },
          ]}
        />
      </Stack>
      {changing && <SettingDialog setting={changing} onClose={() => setChanging(null)} />}
    </Card>
  )
}
