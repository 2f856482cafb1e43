import { useSearchParam } from '#platform/web/address.ts'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { previewErasure } from '../contract.ts'
import { ErasePersonCard } from './ErasePersonCard.tsx'
import { ErasureList } from './ErasureList.tsx'
import { ExpiredCard } from './ExpiredCard.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { StandingCard } from './StandingCard.tsx'

/** How long things are kept, what has outlived its time, and who proposed and approved what. */
export function ErasuresTab() {
  const [personId, setPerson] = useSearchParam('person')
  const { data, problem, refetch } = useQueryOf(previewErasure, {})
  return (
    <Stack gap={20}>
      <ErasureList />
      {problem && !data && <ProblemNotice problem={problem} onRetry={refetch} />}
      {!data && !problem && <Loading as="table" />}
      {data && <ExpiredCard preview={data} />}
      {data && <StandingCard standing={data.standing} onPerson={setPerson} />}
      <ErasePersonCard personId={personId} onPerson={setPerson} />
      <SettingsCard />
    </Stack>
  )
}
