### The mentor's messages, in plain Dutch (B1), with "je".

inbox-title = Messages
inbox-lede = Class { $class }
inbox-for-you = Waiting for your answer
inbox-none-for-you = Nobody waits for you.
inbox-for-home = No answer yet
inbox-none-for-home = Everything has been answered.
inbox-for-home-note = Silence is not unwillingness. Calling often works better than another message.
inbox-from = { $who } of { $student }
inbox-about = about { $student }
inbox-since = { $day ->
    [0] today
    [1] since yesterday
   *[other] { $day } days
}
inbox-to-class = To the class
inbox-more = { $count } more without an answer

thread-title = Messages with { $who }
thread-lede = About { $student }
thread-switch = With whom
thread-empty = You have not written to each other yet.
thread-gone = You can no longer write to { $who } about { $student }.
thread-waits = { $who } is waiting for your answer
thread-asks = I would like an answer
thread-call = Important or difficult? Better call.
thread-withdraw = Take back
withdraw-message-title = Take back the message
withdraw-message-lede = { $who } will no longer find the message. It stays here that it was there, and why it no longer is.
withdraw-message-because = Why?
withdraw-message-do = Take back

to-class-title = Message to the class
to-class-lede = Class { $class }. Everyone gets a message of their own; nobody sees who else got it.
to-class-to = For whom
to-class-parents = Parents and carers
to-class-supporters = Supporters
to-class-students = Students
to-class-nobody = nobody to write to
to-class-one = 1 message
to-class-none = Nobody chosen yet
to-class-count = { $count } messages
to-class-undo = Withdraw all messages
to-class-undo-none = There is nothing left to withdraw.
to-class-undo-from = { $count ->
    [one] 1 message is withdrawn
   *[other] { $count } messages are withdrawn
}
to-class-undo-stays = { $count ->
    [one] 1 message was answered and stays.
   *[other] { $count } messages were answered and stay.
}
to-class-reminder = The assignment “{ $title }” is not back at school yet. Can you do it this week? Talking is enough. If it is difficult, let me know.

done-bericht = Your message was sent.
done-berichten = The messages were sent.
done-antwoord = Your answer was sent.
done-bericht-weg = The message was taken back.
done-berichten-weg = The messages were withdrawn.
