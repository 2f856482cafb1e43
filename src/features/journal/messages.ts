import * as actions from './actionMessages.ts'

export const vi = {
  title: 'Nhật ký',
  intro: 'Mọi việc đã làm với đối tượng này, mới nhất trước. Nhật ký chỉ được ghi thêm; sửa hay xóa đều bị phát hiện.',
  none: 'Chưa có dòng nào, hoặc ngoài phạm vi của đồng chí',
  noneText: 'Mỗi thay đổi được ghi vào đây cùng lúc với chính thay đổi đó.',
  somebody: 'Hệ thống',
  unknown: 'thay đổi',
  actions: actions.vi,
}

export const en: typeof vi = {
  title: 'Journal',
  intro: 'All that was done to this, newest first. The journal is only ever added to; changing or deleting shows.',
  none: 'Nothing yet, or outside your reach',
  noneText: 'Every change is written here together with the change itself.',
  somebody: 'The system',
  unknown: 'changed it',
  actions: actions.en,
}
