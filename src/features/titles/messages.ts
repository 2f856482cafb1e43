export const vi = {
  refusal: {
    not_your_part: 'Việc này thuộc cơ quan quyết định về danh hiệu của chi bộ hiện nay.',
    not_allowed_now: 'Danh hiệu đang ở tình trạng không làm được bước này.',
    belongs_to_cell: 'Đồng chí sinh hoạt tại chi bộ này nên không quyết định về danh hiệu của chi bộ.',
    in_the_future: 'Ngày ghi chưa đến.',
    before_last_step: 'Ngày ghi sớm hơn bước trước.',
    decision_required: 'Bước này phải có quyết định.',
    ground_required: 'Hãy ghi căn cứ, lý do.',
    ground_unknown: 'Căn cứ thu hồi phải là một trong các căn cứ của chương trình.',
    confirmed_this_year: 'Năm nay đã xác nhận giữ vững danh hiệu.',
    due_before_step: 'Thời hạn sớm hơn ngày quyết định.',
    nothing_changed: 'Chưa có thông tin nào khác với hiện tại.',
  },
  verify: {
    state: {
      in_force: 'Danh hiệu đang có hiệu lực',
      expiring: 'Danh hiệu đang có hiệu lực, đến hạn thẩm định lại',
      re_appraisal: 'Danh hiệu đang được thẩm định lại',
      under_review: 'Danh hiệu đang được xem xét',
      revoked: 'Danh hiệu đã bị thu hồi',
      expired: 'Danh hiệu đã hết thời hạn',
    },
    notInDatabase: 'Cơ sở dữ liệu này không có giấy mang mã đó: chưa biết danh hiệu còn hiệu lực không.',
    databaseAway: 'Không kết nối được cơ sở dữ liệu: chưa biết danh hiệu còn hiệu lực không.',
  },
}

export const en: typeof vi = {
  refusal: {
    not_your_part: 'This belongs to the body that decides on the cell’s titles today.',
    not_allowed_now: 'The title is in a state that does not allow this step.',
    belongs_to_cell: 'You belong to this cell, so you do not decide on its title.',
    in_the_future: 'The day has not come yet.',
    before_last_step: 'The day is before the last step.',
    decision_required: 'This step needs a decision.',
    ground_required: 'Say on which ground.',
    ground_unknown: 'A ground of revocation must be one of the programme’s.',
    confirmed_this_year: 'The title has been confirmed this year.',
    due_before_step: 'The due day is before the decision.',
    nothing_changed: 'Nothing differs from what is recorded.',
  },
  verify: {
    state: {
      in_force: 'The title is in force',
      expiring: 'The title is in force and due to be appraised again',
      re_appraisal: 'The title is being appraised again',
      under_review: 'The title is under review',
      revoked: 'The title has been revoked',
      expired: 'The title has run out',
    },
    notInDatabase: 'This database has no certificate with that code: whether the title is in force is not known.',
    databaseAway: 'The database does not answer: whether the title is in force is not known.',
  },
}
