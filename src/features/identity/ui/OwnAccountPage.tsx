import { ReceivedDelegations } from '#features/delegations/ui/ReceivedDelegations.tsx'
import { listOwnPositions } from '#features/people/contract.ts'
import { addDays, formatDate } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { useLang, useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { signOut, useSignedIn, useToday } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { getOwnAccount } from '../contract.ts'
import * as messages from '../messages.ts'
import { DevicesCard } from './DevicesCard.tsx'
import { PasskeysCard } from './PasskeysCard.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { ProvinceCard } from './ProvinceCard.tsx'
import { TwoFactorCard } from './TwoFactorCard.tsx'

/** Who one is here: name, positions with their dates, language, password, devices. */
export function OwnAccountPage() {
  const m = useMessages(messages)
  const tell = useTell()
  const session = useSignedIn()
  const { lang, setLang } = useLang()
  const { data: account, problem, refetch } = useQueryOf(getOwnAccount, undefined)
  if (problem && !account) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!account) return <Loading as="page" />
  return (
    <Stack gap={20}>
      <PageHeader
        title={m.myAccount}
        actions={
          <Button
            icon="out"
            onClick={() => {
              signOut().catch((error: unknown) => tell.problem(toProblem(error)))
            }}
          >
            {m.signOut}
          </Button>
        }
      />
      <Split
        aside={
          <>
            <Card>
              <ChoiceField
                label={m.language}
                value={lang}
                onChange={setLang}
                options={[
                  { value: 'vi', label: 'Tiếng Việt' },
                  { value: 'en', label: 'English' },
                ]}
              />
            </Card>
            <Card title={account.hasPassword ? m.changePassword : m.setPassword}>
              <PasswordForm hasPassword={account.hasPassword} onDone={() => tell.done(m.passwordChanged)} />
            </Card>
            {session.provinceLogin !== null && <ProvinceCard linked={account.hasProvinceLogin} />}
          </>
        }
      >
        <Card>
          <Facts
            facts={[
              { label: m.name, value: account.name },
              { label: m.username, value: account.username },
            ]}
          />
        </Card>
        <OwnPositions />
        <ReceivedDelegations />
        <DevicesCard />
        <TwoFactorCard account={account} onChange={refetch} />
        <PasskeysCard account={account} onChange={refetch} />
      </Split>
    </Stack>
  )
}

function OwnPositions() {
  const m = useMessages(messages)
  const today = useToday()
  const { data, problem, refetch } = useQueryOf(listOwnPositions, undefined)
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="lines" />
  return (
    <Card title={m.positions} flush>
      <DataTable
        label={m.positions}
        rows={data.items}
        keyOf={({ id }) => id}
        toOf={({ unitId }) => `/units/${unitId}`}
        columns={[
          { key: 'title', title: m.position, cell: ({ title, unitName }) => `${title}, ${unitName}` },
          {
            key: 'time',
            title: m.stateTitle,
            cell: ({ validFrom, validTo }) =>
              validTo !== null && validTo <= today ? (
                <StateChip tone="neutral">{m.left}</StateChip>
              ) : (
                <StateChip tone="met">{validFrom <= today ? m.held : m.since(formatDate(validFrom))}</StateChip>
              ),
          },
          {
            key: 'from',
            title: m.time,
            cell: ({ validFrom, validTo }) =>
              validTo === null
                ? m.since(formatDate(validFrom))
                : m.between(formatDate(validFrom), formatDate(addDays(validTo, -1))),
          },
        ]}
        empty={
          <EmptyState icon="person" title={m.noPositions}>
            {m.noPositionsText}
          </EmptyState>
        }
      />
    </Card>
  )
}
