import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { keyOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { StateChip, type Tone } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { type AccountView, listAccounts } from '../contract.ts'
import * as messages from '../messages.ts'
import { HandOverDialog } from './HandOverDialog.tsx'
import { LinkProvinceDialog } from './LinkProvinceDialog.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'
import './AccountsPage.css'

const tones: Record<AccountView['state'], Tone> = {
  none: 'neutral',
  active: 'met',
  one_time: 'warn',
  withdrawn: 'slate',
}
type Deed = { account: AccountView; action: AccountView['allowedActions'][number] | 'link_province' }

/** Everybody with a position on the administrator's units, and whether they can sign in. */
export function AccountsPage() {
  const m = useMessages(messages)
  const [q = '', find] = useSearchParam('q')
  const { provinceLogin } = useSignedIn()
  const [deed, setDeed] = useState<Deed | null>(null)
  const [which, choose] = useSearchParam('held')
  const held = which === 'before' ? 'before' : 'now'
  const { data, problem, refetch, isFetching, fetchNextPage, hasNextPage } = useAccounts(q, held)
  const close = () => setDeed(null)
  return (
    <Stack gap={20}>
      <PageHeader title={m.accounts} detail={m.accountsDetail} />
      <div className="accounts-filter">
        <TextField label={m.find} type="search" value={q} onChange={find} optional />
        <SelectField
          label={m.whose}
          value={held}
          onChange={choose}
          options={[
            { value: 'now', label: m.holdingNow },
            { value: 'before', label: m.heldBefore },
          ]}
        />
      </div>
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!data && !problem && <Loading as="table" />}
      {data && (
        <Card flush>
          <DataTable
            label={m.accounts}
            rows={data.pages.flatMap(({ items }) => items)}
            keyOf={({ personId }) => personId}
            columns={columnsOf(m, setDeed, provinceLogin !== null)}
            busy={isFetching}
            onMore={hasNextPage ? fetchNextPage : undefined}
            empty={
              <EmptyState icon="people" title={m.nobody}>
                {m.nobodyText}
              </EmptyState>
            }
          />
        </Card>
      )}
      {(deed?.action === 'create' || deed?.action === 'hand_over') && (
        <HandOverDialog account={deed.account} onClose={close} />
      )}
      {deed?.action === 'link_province' && <LinkProvinceDialog account={deed.account} onClose={close} />}
      {deed?.action === 'withdraw' && <WithdrawDialog account={deed.account} onClose={close} />}
    </Stack>
  )
}

/** Page after page; typing another name keeps the earlier rows until the new ones are here. */
function useAccounts(q: string, held: 'now' | 'before') {
  const filter = { held, ...(q === '' ? {} : { q }) }
  const query = useInfiniteQuery({
    queryKey: keyOf(listAccounts, filter),
    queryFn: ({ pageParam, signal }) =>
      call(listAccounts, { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  return { ...query, problem: query.error ? toProblem(query.error) : null }
}

type Columns = [Column<AccountView>, ...Column<AccountView>[]]

function columnsOf(m: (typeof messages)['vi'], onDeed: (deed: Deed) => void, hasProvince: boolean): Columns {
  const words = { create: m.create, hand_over: m.handOver, withdraw: m.withdraw }
  return [
    { key: 'name', title: m.person, cell: ({ name }) => name },
    {
      key: 'positions',
      title: m.position,
      cell: ({ positions }) =>
        positions.length === 0 ? (
          <span className="muted">{m.left}</span>
        ) : (
          positions.map(({ title, unitId, unitName }) => (
            <span key={`${unitId} ${title}`} className="accounts-position small">
              {title}, {unitName}
            </span>
          ))
        ),
    },
    { key: 'username', title: m.username, cell: ({ username }) => username ?? '—' },
    {
      key: 'state',
      title: m.stateTitle,
      cell: ({ state }) =>
        state === 'none' ? (
          <span className="muted">{m.states.none}</span>
        ) : (
          <StateChip tone={tones[state]}>{m.states[state]}</StateChip>
        ),
    },
    {
      key: 'todo',
      title: m.todo,
      cell: (account) =>
        account.blocked === null ? (
          <Row gap={4}>
            {account.allowedActions.map((action) => (
              <Button key={action} small look="quiet" onClick={() => onDeed({ account, action })}>
                {words[action]}
              </Button>
            ))}
            {hasProvince && account.state === 'active' && (
              <Button small look="quiet" onClick={() => onDeed({ account, action: 'link_province' })}>
                {m.linkProvince}
              </Button>
            )}
          </Row>
        ) : (
          <span className="small muted">{account.blocked}</span>
        ),
    },
  ]
}
