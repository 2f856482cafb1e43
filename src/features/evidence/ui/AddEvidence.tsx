import { useRef, useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ClassifiedNote } from '#platform/web/ClassifiedNote.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { fileKindCodes, fileKinds } from '../fileKind.ts'
import * as messages from '../messages.ts'
import './AddEvidence.css'
import type { Place } from './EvidenceForm.tsx'
import { LinkCard } from './LinkCard.tsx'
import { ReuseDialog } from './ReuseDialog.tsx'
import { SendingCard } from './SendingCard.tsx'
import { useSendings } from './useSendings.ts'

const ACCEPTED = fileKindCodes
  .flatMap((kind) => [fileKinds[kind].mediaType, ...fileKinds[kind].extensions.map((extension) => `.${extension}`)])
  .join(',')

/** Ways to add evidence of a cell, within the thumb's reach; with `place` it is used there at once. */
export function AddEvidence({ unitId, place }: { unitId: string; place?: Place }) {
  const m = useMessages(messages)
  const sendings = useSendings(unitId)
  const [linking, setLinking] = useState(false)
  const [reusing, setReusing] = useState(false)
  return (
    <Stack gap={12}>
      {sendings.sendings.map((sending) => (
        <SendingCard key={sending.id} sending={sending} sendings={sendings} unitId={unitId} place={place} />
      ))}
      {linking && <LinkCard unitId={unitId} place={place} onClose={() => setLinking(false)} />}
      <div className="evidence-ways">
        <PickButton icon="camera" accept="image/*" camera onFiles={(files) => sendings.add(files, true)}>
          {m.camera}
        </PickButton>
        <PickButton icon="upload" accept={ACCEPTED} onFiles={(files) => sendings.add(files, false)}>
          {m.choose}
        </PickButton>
        {place && (
          <Button icon="file" onClick={() => setReusing(true)}>
            {m.reuse}
          </Button>
        )}
        <Button icon="link" onClick={() => setLinking(true)}>
          {m.link}
        </Button>
      </div>
      <p className="small muted">{m.kinds}</p>
      <ClassifiedNote />
      {place && <ReuseDialog open={reusing} onClose={() => setReusing(false)} unitId={unitId} place={place} />}
    </Stack>
  )
}

interface PickButtonProps {
  icon: 'camera' | 'upload'
  accept: string
  camera?: boolean
  onFiles: (files: File[]) => void
  children: string
}

/** A button that opens the camera or the device's files. */
function PickButton({ icon, accept, camera = false, onFiles, children }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={icon} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={children}
        accept={accept}
        multiple={!camera}
        capture={camera ? 'environment' : undefined}
        onChange={({ target }) => {
          onFiles(Array.from(target.files ?? []))
          target.value = ''
        }}
      />
    </>
  )
}
