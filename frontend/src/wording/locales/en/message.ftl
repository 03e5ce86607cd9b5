### Messages between the school and one person.

ready-good = Good
ready-question = I have a question
ready-call-me = Call me
ready-thanks = Thank you
ready-will-call = I will call you
ready-thanks-you = Thank you
ready-will-call-you = I will call you

nav-messages = Messages

message-to = Message to { $who }
message-from = Message from { $who }
message-you-wrote = You wrote to the mentor
message-i-wrote = You wrote to your mentor
message-sent = sent
message-arrived = delivered
message-answered = answered
message-at-school = delivered to the mentor
message-reply = { $who }, { $day }
message-you = you
message-me = you
message-open = Open
message-thread = All messages
message-answer-it = Answer

message-empty-title = Messages
message-write = Write a message
message-words = Your message
message-words-own = Your message
message-send = Send
message-answer-title = Answer
message-answer-words = Or write yourself
message-answer-send = Send the answer
message-nothing-to-answer = Nothing to do now.
message-nothing-to-answer-own = Nothing to do now.
message-own-empty = There are no messages yet. A question? Write to your mentor.

refused-message-student-gone = This student is no longer at this school or in this class. Nothing was sent.
refused-message-already-sent = This message was sent already.
refused-message-to-nobody = Choose for whom the message is.
refused-message-to-stranger = One of these people cannot be written to about this student. Choose again.
refused-message-nobody-reads = There is no mentor now who could read this. Please call the school.
refused-message-no-words = Write a message.
refused-message-too-many = Very many messages were sent within an hour. Wait an hour, and then send this one.
refused-message-not-there = There is no such message.
refused-message-withdrawn = This message was taken back. Nothing was sent.
refused-message-already-answered = There is an answer already. Write a new message.
refused-message-no-answer = Choose an answer or write one.
refused-message-not-your-answer = This answer does not fit here. Choose another.
refused-message-no-reason = Write in a few words why.
