import { useId } from 'react'
import { ClassifiedNote } from './ClassifiedNote.tsx'
import { FieldError } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface FileFieldProps {
  /** `Chụp hoặc chọn tệp` */
  label: string
  /** Kinds and size that are taken: `PDF, DOCX, XLSX, JPEG, PNG, HEIC, đến 50 MB mỗi tệp`. */
  hint: string
  accept: string
  multiple?: boolean
  error?: string | undefined
  onFiles: (files: File[]) => void
}

/** Files from the camera, the device, or dropped here. */
export function FileField({ label, hint, accept, multiple = false, error, onFiles }: FileFieldProps) {
  const m = useMessages(messages)
  const id = useId()
  const take = (list: FileList | null) => {
    const files = Array.from(list ?? [])
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1))
  }
  return (
    <div className="field">
      <label className="drop">
        <Icon name="upload" size={26} />
        <span className="strong">{label}</span>
        <span className="small muted">{hint}</span>
        <input
          className="drop-input"
          type="file"
          accept={accept}
          multiple={multiple}
          aria-label={`${label}. ${m.chooseFiles}`}
          aria-describedby={error ? id : undefined}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </label>
      <FieldError id={id} error={error} />
      <ClassifiedNote />
    </div>
  )
}
