import { Stack } from '#platform/web/Layout.tsx'
import { ErasePersonCard } from './ErasePersonCard.tsx'
import { ErasureList } from './ErasureList.tsx'
import { ExpiredCard } from './ExpiredCard.tsx'
import { SettingsCard } from './SettingsCard.tsx'

/** How long things are kept, what has outlived its time, and who proposed and approved what. */
export function ErasuresTab() {
  return (
    <Stack gap={20}>
      <ExpiredCard />
      <ErasureList />
      <ErasePersonCard />
      <SettingsCard />
    </Stack>
  )
}
