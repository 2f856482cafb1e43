import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatPercent } from '#shared/format.ts'
import type { MemberAttendance } from '../contract.ts'
import * as messages from '../messages.ts'

export function MemberTable({ members }: { members: readonly MemberAttendance[] }) {
  const m = useMessages(messages)
  return (
    <Card flush>
      <DataTable
        label={m.member}
        rows={members}
        keyOf={(member) => member.id}
        columns={[
          {
            key: 'name',
            title: m.member,
            cell: ({ name, flagged, running, exempt }) => (
              <Stack gap={4}>
                <span>{name}</span>
                {flagged && (
                  <span>
                    <StateChip tone="warn">{m.running(running)}</StateChip>
                  </span>
                )}
                {exempt && (
                  <span>
                    <StateChip tone="slate">{m.exempt}</StateChip>
                  </span>
                )}
              </Stack>
            ),
          },
          {
            key: 'attended',
            title: m.attended,
            end: true,
            cell: ({ present, invited }) =>
              invited === 0 ? '–' : `${present}/${invited} (${formatPercent(present, invited)})`,
          },
          {
            key: 'absences',
            title: m.absences,
            end: true,
            cell: ({ excused, absent }) =>
              excused + absent === 0
                ? '0'
                : [excused > 0 && m.excused(excused), absent > 0 && m.absent(absent)].filter(Boolean).join(', '),
          },
        ]}
        empty={
          <EmptyState icon="people" title={m.empty}>
            {m.emptyText}
          </EmptyState>
        }
      />
    </Card>
  )
}
