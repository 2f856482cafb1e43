import { useState } from 'react'
import { formatDate } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { type Option, SelectField } from '#platform/web/SelectField.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { listTokens, makeToken, withdrawToken } from '../contract.ts'
import * as messages from '../messages.ts'
import { Secret } from './Secret.tsx'

/** Keys of other systems: made, shown once, withdrawn. */
export function TokensCard({ units }: { units: Option<string>[] }) {
  const m = useMessages(messages)
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)
  const { data: tokens } = useQueryOf(listTokens, undefined)
  const withdraw = useCommand(withdrawToken, { done: m.withdrawn, onDone: () => setLeaving(null) })
  if (!tokens) return <Loading as="table" />
  return (
    <Card flush title={m.tokens} aside={<Button onClick={() => setMaking(true)}>{m.makeToken}</Button>}>
      <DataTable
        label={m.tokens}
        rows={tokens}
        keyOf={({ id }) => id}
        empty={<EmptyState title={m.noTokens} />}
        columns={[
          { key: 'name', title: m.tokenName, cell: ({ name }) => name },
          { key: 'unit', title: m.unit, cell: ({ unitName }) => unitName },
          { key: 'permissions', title: m.permissions, cell: ({ permissions }) => permissions.join(', ') },
          {
            key: 'state',
            title: m.state,
            cell: ({ withdrawnAt, expiresAt }) =>
              withdrawnAt ? (
                <StateChip tone="slate">{m.withdrawn}</StateChip>
              ) : (
                <StateChip tone="met">{expiresAt ? m.expires(formatDate(expiresAt)) : m.active}</StateChip>
              ),
          },
          {
            key: 'withdraw',
            title: '',
            end: true,
            cell: ({ id, withdrawnAt }) => !withdrawnAt && <Button onClick={() => setLeaving(id)}>{m.withdraw}</Button>,
          },
        ]}
      />
      {making && <MakeToken units={units} onClose={() => setMaking(false)} />}
      <ConfirmDialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={m.withdraw}
        confirm={m.withdraw}
        busy={withdraw.busy}
        onConfirm={() => leaving && withdraw.run({ tokenId: leaving })}
      >
        {m.withdrawAsk}
      </ConfirmDialog>
    </Card>
  )
}

function MakeToken({ units, onClose }: { units: Option<string>[]; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [unitId, setUnitId] = useState(units[0]?.value ?? '')
  const [permissions, setPermissions] = useState('')
  const [days, setDays] = useState<number | null>(365)
  const make = useCommand(makeToken, { quietly: true, refreshes: [listTokens] })
  const { problem, output } = make
  if (output) return <Secret title={m.makeToken} secret={output.token} onClose={onClose} />
  const submit = () =>
    make.run({ id, name, unitId, permissions: permissions.split(/[\s,]+/).filter(Boolean), days: days ?? 0 })
  return (
    <Dialog open onClose={onClose} title={m.makeToken}>
      <Form
        onSubmit={submit}
        problem={problem}
        actions={
          <Button type="submit" look="main" busy={make.busy}>
            {m.makeToken}
          </Button>
        }
      >
        <TextField label={m.tokenName} value={name} onChange={setName} error={problem?.of('name')} />
        <SelectField label={m.unit} value={unitId} onChange={setUnitId} options={units} />
        <TextField
          label={m.permissions}
          hint={m.permissionsHint}
          value={permissions}
          onChange={setPermissions}
          error={problem?.of('permissions')}
        />
        <NumberField label={m.tokenDays} value={days} onChange={setDays} error={problem?.of('days')} />
      </Form>
    </Dialog>
  )
}
