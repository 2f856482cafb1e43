import { useState } from 'react'
import { formatInstant } from '#shared/format.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { keyOf, useCommand } from '#platform/web/queries.ts'
import { usePages } from '#platform/web/usePages.ts'
import { approveErasure, listErasures, withdrawErasure } from '../contract.ts'
import type { ErasureView } from '../erasureView.ts'
import * as messages from '../messages.ts'

/** What was proposed, by whom, who approved it and how many rows went. */
export function ErasureList() {
  const m = useMessages(messages)
  const [approving, setApproving] = useState<ErasureView | null>(null)
  const { rows, onMore, busy } = usePages(keyOf(listErasures), (from, signal) => call(listErasures, from, { signal }))
  const approve = useCommand(approveErasure, { done: m.erased, quietly: true, onDone: () => setApproving(null) })
  const withdraw = useCommand(withdrawErasure, { done: m.withdrawn })
  return (
    <Card title={m.erasureList} flush>
      <DataTable
        label={m.erasureList}
        rows={rows ?? []}
        onMore={onMore}
        busy={busy}
        keyOf={({ id }) => id}
        columns={[
          { key: 'kind', title: m.reason, cell: ({ kind, reason }) => `${m.erasureKinds[kind]}: ${reason}` },
          {
            key: 'who',
            title: m.who,
            cell: ({ proposedBy, approvedBy, proposedAt }) =>
              `${[proposedBy, approvedBy].filter(Boolean).join(', ')} (${formatInstant(proposedAt)})`,
          },
          {
            key: 'state',
            title: m.state,
            cell: ({ state, result }) =>
              result === null
                ? m.erasureStates[state]
                : `${m.erasureStates[state]}: ${m.rowCount(Object.values(result).reduce((sum, rows) => sum + rows, 0))}`,
          },
          {
            key: 'actions',
            title: m.actions,
            cell: (erasure) => (
              <Row>
                {erasure.allowedActions.includes('approve') && (
                  <Button small onClick={() => setApproving(erasure)}>
                    {m.approve}
                  </Button>
                )}
                {erasure.allowedActions.includes('withdraw') && (
                  <Button
                    small
                    look="quiet"
                    busy={withdraw.busy}
                    onClick={() => withdraw.run({ erasureId: erasure.id, version: erasure.version })}
                  >
                    {m.withdraw}
                  </Button>
                )}
              </Row>
            ),
          },
        ]}
        empty={
          <EmptyState icon="trash" title={m.noErasures}>
            {m.noErasuresText}
          </EmptyState>
        }
      />
      {approving && (
        <ConfirmDialog
          open
          onClose={() => setApproving(null)}
          title={m.erasureKinds[approving.kind]}
          confirm={m.approve}
          danger
          busy={approve.busy}
          problem={approve.problem}
          onConfirm={() => approve.run({ erasureId: approving.id, version: approving.version })}
        >
          <Facts
            facts={[
              ...(approving.person ? [{ label: m.choosePerson, value: approving.person.name }] : []),
              { label: m.reason, value: approving.reason },
              { label: m.proposedBy, value: `${approving.proposedBy} (${formatInstant(approving.proposedAt)})` },
            ]}
          />
          <p>{m.approveText}</p>
        </ConfirmDialog>
      )}
    </Card>
  )
}
