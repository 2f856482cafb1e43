-- A key or a receiver's secret is shown once. Answers kept for repeated requests held them until now.
update answered_request set answer = null where answer ? 'token' or answer ? 'secret';
