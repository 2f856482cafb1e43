/** What was done with resolutions, tasks and scores of meetings, in words. */
export const deeds = {
  'clause.acknowledged': 'báo đã nhận nội dung nghị quyết',
  'clause.reported': 'báo kết quả nội dung nghị quyết',
  'resolution.corrected': 'đính chính nghị quyết chi bộ',
  'resolution.made': 'ra nghị quyết chi bộ',
  'task.accepted': 'công nhận nhiệm vụ đã xong',
  'task.cancelled': 'hủy nhiệm vụ',
  'task.reported': 'báo kết quả nhiệm vụ',
  'task.sent_back': 'trả lại nhiệm vụ',
  'meeting_level.decided': 'quyết định mức kỳ sinh hoạt',
  'meeting_level.unlocked': 'mở lại mức kỳ sinh hoạt',
  'meeting_score.closed': 'chi bộ tự chấm kỳ sinh hoạt',
  'meeting_score.given': 'chấm kỳ sinh hoạt',
  'meeting_score.settled': 'đặt phiếu chấm, cách tính điểm',
}

export const deedsInEnglish: typeof deeds = {
  'clause.acknowledged': 'acknowledged a clause',
  'clause.reported': 'reported on a clause',
  'resolution.corrected': 'corrected a resolution',
  'resolution.made': 'made a resolution',
  'task.accepted': 'accepted a task as done',
  'task.cancelled': 'cancelled a task',
  'task.reported': 'reported on a task',
  'task.sent_back': 'sent a task back',
  'meeting_level.decided': 'decided the level of a meeting',
  'meeting_level.unlocked': 'opened the level of a meeting again',
  'meeting_score.closed': 'scored their own meeting',
  'meeting_score.given': 'scored a meeting',
  'meeting_score.settled': 'settled how meetings are scored',
}
