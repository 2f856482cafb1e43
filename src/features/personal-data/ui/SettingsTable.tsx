import { Button } from '#platform/web/Button.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { SettingView } from '../contract.ts'
import * as messages from '../messages.ts'

interface SettingsTableProps {
  settings: readonly SettingView[]
  onChange: (setting: SettingView) => void
}

/** Durations, each with the document it rests on. */
export function SettingsTable({ settings, onChange }: SettingsTableProps) {
  const m = useMessages(messages)
  const daysOf = ({ days, default: built }: SettingView) =>
    days !== null ? m.daysSet(days) : built === null ? m.daysNone : m.daysDefault(built)
  return (
    <DataTable
      label={m.settings}
      rows={settings}
      keyOf={({ code }) => code}
      columns={[
        { key: 'code', title: m.settingOf, cell: ({ code }) => m.settingNames[code] },
        { key: 'days', title: m.days, cell: daysOf },
        { key: 'basis', title: m.basis, cell: ({ basis }) => basis || '—' },
        {
          key: 'change',
          title: m.change,
          cell: (setting) => (
            <Button small aria-label={`${m.change}: ${m.settingNames[setting.code]}`} onClick={() => onChange(setting)}>
              {m.change}
            </Button>
          ),
        },
      ]}
    />
  )
}
