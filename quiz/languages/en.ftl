## Outcomes
outcome-correct = Correct
outcome-partial = Partly correct
outcome-incorrect = Incorrect
outcome-invalid = Could not be read
outcome-undecided = Undecided
outcome-blank = No answer
open-invalid = This is no mark: correct the input and answer again, or let a person look.
open-undecided = This is no mark: a person decides.

## Sheets
sheet-question = Question { $number }
sheet-points = { $points ->
    [1] 1 point
   *[other] { $points } points
}
sheet-name = Name
sheet-student-id = Student ID
sheet-student = Student
sheet-score = Score
sheet-answer = Answer
sheet-your-answer = Your answer
sheet-read-as = Read as
sheet-blank = no answer
sheet-given = Given
sheet-shapes = Shapes
sheet-derivation = Derivation
sheet-proof = Proof
sheet-crosscheck = Cross-check
sheet-explanation = Explanation
sheet-answer-sheet = Answer sheet
sheet-worked-answers = Worked answers
sheet-variant = Variant { $variant }
sheet-feedback = Feedback
sheet-rubric = Rubric
sheet-report = Class report
sheet-wrong-answers = Answers that did not earn all points
sheet-students = { $count ->
    [1] 1 student
   *[other] { $count } students
}
sheet-listing-above = The listing is printed at question { $number }.

answer-line = Line { $line }: `{ $statement }`
answer-choice = ({ $choice }), the value is ${ $tex }$
explanation-other-reading = If the symbols are read differently ({ $reading }), the product is { $derivative }, which line { $line } computes.
place-separator = {": "}
list-separator = {", "}

## Evidence: readings
reading-dropped = The left side “{ $dropped }” was taken as the name of what is asked, and dropped.
read-as = Read as: { $reading }
reading-at = At position { $at }
reading-found = “{ $found }”
reading-expected = expected { $expected }
expected-operand = a number, a name or a bracket
expected-operator = an operator
expected-argument = an argument
expected-name = a name
expected-end = the end of the answer
reading-spreadsheet-date = “{ $found }” is a date that a spreadsheet made out of the answer; what was typed is lost.
reading-spreadsheet-error = “{ $found }” is what a spreadsheet shows where it took the answer for a formula of its own; what was typed is lost.
reading-spreadsheet-negative = “{ $found }” is what a spreadsheet makes of a number in brackets; it is not taken as a choice.
reading-no-such-statement = This is no statement of the listing{ $near ->
    [none] .
   *[other] ; the nearest is line { $line }: { $near }
}
reading-several-answers = There is more than one answer here; give one.
reading-no-variant = It is not known which variant was answered{ $found ->
    [none] .
   *[other] : “{ $found }” is none.
}
reading-not-on-sheet = Variant { $variant } does not ask this question.
reading-no-such-choice = There is no such choice; the choices are numbered 1 to { $last }.
reading-ambiguous-choice = “{ $found }” may be a choice's number or a choice's value; write the number in brackets.
reading-undefined = The expression has no value anywhere ({ $reason }).
reading-limit-length = The answer is longer than { $limit } characters.
reading-limit-tokens = The answer has more than { $limit } parts.
reading-limit-depth = The answer is nested more than { $limit } levels deep.
reading-limit-digits = A number has more than { $limit } digits.
reading-limit-exponent = An exponent is written with more than { $limit } digits.
reading-limit-signs = More than { $limit } signs follow each other.
reading-empty = There is nothing to read.
reading-restates-question = This only repeats what is asked, { $asked }; write the formula.
reading-wrong-type = This is { $found ->
    [sequence] a list
    [set] a set
    [matrix] a matrix
    [equation] an equation
    [inequality] an inequality
    [interval] an interval
    [none] not one of these
   *[other] an expression
}; asked for is { $expected ->
    [sequence] a list
    [set] a set
    [matrix] a matrix
    [equation] an equation
    [inequality] an inequality
    [interval] an interval
    [none] not one of these
   *[other] an expression
}.
reading-cannot-derive-unknown-name = “{ $name }” does not occur in the question.
reading-cannot-derive-unsupported-wanted = This derivative can't be taken: { $wanted }
reading-cannot-derive-no-rule = This derivative can't be taken: { $expression }
reading-cannot-derive-too-many-steps = The formula is too large.
form-derivatives-left = Derivatives are left in it; the answer is asked for as a formula.
reading-forbidden-character = This character can't be used here: { $name }.
reading-confusable-letter = This letter only looks like “{ $looks_like }”: { $name }.
reading-unbalanced-open = This bracket is never closed.
reading-unbalanced-close = This closing bracket has no opening one.
reading-mismatched-bracket = This bracket does not fit “{ $opened }”, which it should close.
reading-missing-operand = Something is missing here.
reading-missing-operator = An operator is missing here.
reading-missing-argument = { $function } needs an argument.
reading-wrong-argument-count = { $function } takes { $wanted } arguments, here are { $given }.
reading-unknown-name = This name does not occur in the question{ $nearest ->
    [none] .
   *[other] ; did you mean “{ $nearest }”?
}
reading-unknown-function = This function is not known here{ $nearest ->
    [none] .
   *[other] ; did you mean “{ $nearest }”?
}
reading-unknown-command = This command is not known here.
reading-ambiguous-division = This can be read in two ways: { $first } or { $second }. Write brackets.
reading-ambiguous-power = This can be read in two ways: { $first } or { $second }. Write brackets.
reading-ambiguous-argument = This can be read in two ways: { $first } or { $second }. Write brackets.
reading-ambiguous-inverse = This can be read in two ways: { $first } or { $second }. Write what you mean.
reading-ambiguous-bars = It is not clear which bars belong together. Write abs( ).
reading-ambiguous-comma = This comma may be a decimal point or separate two answers. Write a point, or a semicolon.
reading-mixed-number = This can be read in two ways: { $first } or { $second }. Write an operator.
reading-number-after-name = A number after a name can be read in two ways: { $first } or { $second }. Write an operator.
reading-several-equations = There is more than one equation here; give one.
reading-misplaced-relation = A relation can't stand here.
reading-repeated-factorial = A double factorial is not known here.
reading-double-exponent = Two exponents follow each other. Write brackets.
reading-prime = A prime is not known here; write the derivative as a fraction.
reading-prose = Words can't be graded; write a formula.
reading-not-supported = This can't be used in an answer: { $construct }.

## Lines of a derivation, and how it ends
line-expected = Line { $line } is right.
line-correct = Line { $line } is right.
line-detour = Line { $line } is right, by a way of its own.
line-follow-through = Line { $line } follows from what is written before it, and costs nothing more.
line-incomplete = Line { $line } has the right value, but a factor is left out.
line-form = Line { $line } is right, and was to be the result: a named quantity is left in it.
line-buggy = Line { $line } is wrong.
line-not-equivalent = Line { $line } is wrong.
line-undecided = Line { $line } could not be decided.
end-not-reached = The derivation does not come to its end: the last line is no formula for what is asked.
end-named = The result is left in a named quantity.
end-no-lines = Only the result is given; the steps are asked for.
end-undecided = The result could not be decided.
reading-no-formula = There is no formula here that can be judged.
reading-limit-lines = The derivation has more than { $limit } lines.
reading-parts-not-told-apart = It is not clear which part is answered by what. Write the names of the parts ({ $parts }) before the answers, as in (a) ...
misconception-dropped-factor = Compare this line with the one before it, factor by factor. Is every factor still there?
misconception-substituted-inner-derivative = At the end the named quantity is replaced by what it stands for. What was put in its place?
misconception-inner-other-variable = Only one variable changes here; the other letters are numbers. What is the derivative of such a letter?
misconception-expand-slip = Multiply out once more, and compare term by term.
misconception-log-kept = The logarithm stands in the derivative as it stood before. What is its derivative?
misconception-not-substituted = The result is to be written without named quantities. What does each of them stand for?

## Parts, attempts, hints
part-right = Part { $part } is right.
part-follows = Part { $part } is not the value asked for, but it follows rightly from the answers before it and earns its points.
part-wrong = Part { $part } is wrong.
part-blank = Part { $part } is not answered.
part-partly = Part { $part } is partly right.
part-undecided = Part { $part } could not be decided.
misconception-credit = The mistake is a known one, for which this question gives { $share } of the points.
attempt-penalty = This is attempt { $attempt }: { $taken } of the points are taken off.
attempt-exceeded = This is attempt { $attempt }; only { $attempts } earn points.
hint = Hint: { $hint }

## Bank files: marking
credit-unknown = credit speaks of “{ $name }”, which is no misconception as quiz check --report names them{ $known ->
    [none] { "" }
   *[other] , and none of { $known }
}
keep-unknown = keep speaks of “{ $name }”, which is none of the defined quantities: { $known }
wanted-no-derivatives = lines can be judged where an expression in derivatives of scalars is wanted; “{ $wanted }” is none
credit-not-whole = the credit for the lines and for the end add up to { $sum }; they share the points, so 1 is expected
part-twice = two parts are called “{ $name }”

## Evidence: values
value-structural = It is the derived answer itself.
value-exact = Proved equal to the derived answer, by exact calculation.
value-whp = Proved equal to the derived answer; the probability of an error is at most { $error_bound }.
value-tolerance = Equal to the derived value within what the question allows.
value-agreed = Agrees with the derived answer at { $points } points to { $bits } bits.
value-witness = Counterexample: at { $at } the answer is { $student }, the derived value is { $key_value }.
value-witness-hidden = Counterexample: at { $at } the answer is { $student }, which is not the value asked for.
value-constant = The answer is { $student }, the derived value is { $key_value }.
value-constant-hidden = The answer is { $student }, which is not the value asked for.
value-nonzero = Proved different: the difference from the derived answer is not zero.
value-equal-if = Different on the whole domain; it would be equal if { $assumption }.
value-shape = The shapes differ: { $student } instead of { $key_value }.
value-shape-hidden = The answer has another shape ({ $student }) than what is asked for.
value-missing = { $key_member } is missing.
value-missing-hidden = Something is missing.
value-extra = { $member } does not belong to it.
value-extra-hidden = { $member } does not belong to it.
value-order = The order is not the one asked for; part { $part } is the first that differs.
value-brackets = The brackets are { $student }, not { $key_value }.
value-brackets-hidden = The brackets are not those asked for.
value-digits = { $student } significant digits are written; { $key_value } are asked for.
value-digits-hidden = Fewer significant digits are written than asked for.
value-equation = There are numbers that solve only one of the two equations.
value-inequality = There are numbers for which only one of the two inequalities holds.
value-product = The products differ: they do not commute, and there are matrices for which the results are not the same.
value-undecided = Neither a proof nor a counterexample was found ({ $reason }).
value-oracle = The comparison and the NumPy cross-check contradict each other; the key is to be looked at.
form-no-named = The intermediate quantity { $names } is left in it; the answer is asked for without it.
form-factored = The value is right, but it is asked for in factored form.
form-expanded = The value is right, but it is asked for in expanded form.
form-lowest-terms = The value is right, but it is asked for in lowest terms.
form-sigma = The value is right, but it is asked for in terms of sigma.
form-ok = The form is as asked.
reading-names-left = A number is asked for; { $names } is left in it.
reading-no-matrix = A matrix or a vector is asked for; write [[a, b], [c, d]], or (a, b).
reading-undefined-entry = Entry { $entry } has no value anywhere.
entries-all = Each of the { $of } entries was compared.
entries-right = { $count } of { $of } entries are right.
entries-transposed = Rows and columns are exchanged: this is the transpose of what is asked for.
entries-other-layout = It is the transpose of the derived matrix, a layout that this question accepts.
entry-at = Entry { $entry }: at { $at } it is { $student }, the derived value is { $key_value }.
entry-at-hidden = Entry { $entry }: at { $at } it is { $student }, which is not the value asked for.
entry-is = Entry { $entry } is { $student }; the derived value is { $key_value }.
entry-is-hidden = Entry { $entry } is { $student }, which is not the value asked for.
entry-differs = Entry { $entry } is not what is asked for.
arrays-at-sizes = Every entry was compared at { $sizes }.
arrays-misfit = The shapes of the factors do not fit together: { $student }.
arrays-transposed = This is the transpose: it has the shape { $student } instead of { $key_value }.
arrays-transposed-hidden = This is the transpose of what is asked for; it has the shape { $student }.
arrays-entry = Its entry { $entry } differs from what is asked for, at { $sizes }.
person-rubric = A person marks this question, by the rubric.
person-marks = A person marks this by the rubric. Keywords found: { $key_found ->
    [none] none
   *[other] { $key_found }
}; not found: { $key_missing ->
    [none] none
   *[other] { $key_missing }
}.
person-marks-hidden = A person marks this.
choice-chosen = Choice ({ $choice }) is the derived value.
choice-other = Choice ({ $choice }) has the value { $student }; the derived value is { $key_value }.
choice-other-hidden = Choice ({ $choice }) has the value { $student }, which is not the value asked for.
statement-proved = Line { $line } is proved to compute { $derivative }.
statement-other-derivative = Line { $line } computes { $derivatives }, not { $wanted }.
statement-accepted-reading = Line { $line } is right under another reading of the symbols, which this question accepts.
statement-later = Line { $line } keeps { $derivative } again; line { $first } is where it is computed.
statement-equal-value = The value of line { $line } equals { $derivative }.
statement-other-parameter = Line { $line } is { $other }; it has the same value as { $derivative } here because of the shapes { $shapes }. Line { $first } computes { $derivative }.
statement-no-derivative = Line { $line } is no derivative of the error.
statement-scaled = Line { $line } is { $factor } times { $wanted }.
statement-negated = Line { $line } is minus { $wanted }.
statement-transposed = Line { $line } is the transpose of { $wanted }.
statement-other-equation = Line { $line } does not compute { $wanted }.
other-reading-right-under-other-reading = It would be right if the symbols were read differently ({ $reading }): then { $derivative } is asked for.
key-key-not-usable = The key of this question did not pass its checks, so nothing is graded.

## Evidence: keys
derivation-verified = Derived in { $steps ->
    [1] 1 step; it was
   *[other] { $steps } steps; each was
    } checked by SymPy or by numbers, and none was refuted. SymPy's own answer is proved equal.
derivation-put-in = Derived and proved with the parameters as symbols; with { $values } the rules derive the same once more, in { $steps ->
    [1] 1 step.
   *[other] { $steps } steps.
    }
derivation-not-verified = The derivation did not pass its checks at: { $steps }.
derivation-proved-at-sizes = Proved for all inputs of the shapes with { $sizes }: every entry equals the partial derivative.
derivation-proved-all-shapes = Proved for all inputs and all shapes, by the index form; every entry was also checked with { $sizes }.
derivation-no-statement = No statement of the listing is proved to be { $derivative }.
derivation-one-choice = Exactly one choice is proved equal to the derived value.
derivation-no-choice = { $matches } choices equal the derived value { $value }; it should be exactly one.
assumption-one-hot = This rests on { $condition }, as it is for one-hot targets and for shares.
assumption-vanishing = This rests on { $condition }: the tiny number that keeps a logarithm or a quotient finite counts as 0.
chain-telescopes = The product { $wanted } is the chain rule: the error depends on each quantity only through the one before it.
author-agrees = The author's answer { $answer } agrees.
author-disagrees = The author's answer { $answer } does not agree with what was derived: { $derived }.
numpy-agrees = NumPy agrees at { $points } points (relative error { $relative_error }).
numpy-disagrees = NumPy disagrees (relative error { $relative_error } at { $points } points).
differences-agrees = Differences agree at { $points } points (central { $central }, complex step { $step }).
differences-disagrees = Differences disagree at { $points } points (central { $central }, complex step { $step }).
numpy-none = There is no NumPy counterpart for this.

## quiz review
review-line = Line
review-statement = Statement
review-is = Is
review-none = no derivative of the error
review-unsupported = not judged: { $reason }
review-undecided = undecided: { $reason }
review-pair = { $backward } read together with { $forward }; shapes: { $shapes }
review-unread = { $backward } with { $forward } can't be followed{ $line ->
    [none] { "" }
   *[other] , line { $line }
}: { $reason }
review-at = { $line ->
    [0] {""}
   *[other] Line { $line }:{" "}
}
review-no-findings = No mistake was found.
review-note-kink = Nothing is claimed where a step or the larger of two values is undecided (ReLU at 0).
review-note-shift = The largest entry of a row that is subtracted cancels: the error does not depend on it.
review-note-loops = Loops were followed for as many turns and layers as the shapes give.
review-nothing = No line is a derivative of this error; is it the right one (--loss), with the right shapes (--shape)?
relation-exact = { $derivative }
relation-scaled = { $factor } times { $derivative }
relation-negated = minus { $derivative }
relation-transposed = the transpose of { $derivative }
relation-collapsed = { $derivative } in another shape
relation-partial = a part of { $derivative }
claim-all-shapes = proved for all shapes
claim-shapes = proved for { $sizes }
claim-numeric = agrees in numbers, not proved
condition-one-hot = ; where { $condition }
condition-vanishing = ; with { $condition }
condition-assumed = ; assuming { $condition }
otherwise-pre-activation = If { $helper } is the derivative at the pre-activation instead:
otherwise-activation = If { $helper } is the derivative in terms of the activation's value instead:
assumed-usual = { $helper } is not defined in the file; its usual meaning was assumed.
assumed-pre-activation = { $helper } is not defined in the file; it was read as the derivative of the activation at the pre-activation.
assumed-activation = { $helper } is not defined in the file; it was read as the derivative of the activation in terms of the activation's value.
finding-repair = With `{ $source }` it is { $claim }.
finding-argument = `{ $from }`{ $takes ->
    [pre_activation] {""}: { $helper } takes the pre-activation, and { $argument } is none
    [activation] {""}: { $helper } takes the activation's value, and { $argument } is another array
   *[other] {" "}takes the derivative of an activation at the wrong array
}; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-helper = `{ $from }` uses the wrong derivative of an activation; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-axis = `{ $from }` sums over the wrong axis; { $gradients } is off at { $at }.
finding-keepdims = `{ $from }` has the wrong shape for { $gradients } (keepdims), at { $at }.
finding-sign = `{ $from }` has a wrong sign; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-transpose = `{ $from }` has a transpose too many or too few, or factors in the wrong order; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-name = `{ $from }` uses the wrong array; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-index = `{ $from }` takes the wrong element; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-product = `{ $from }` uses the wrong kind of product; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-factor = `{ $from }` has a factor too many or too few; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-power = `{ $from }` has a wrong power; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-reduction = `{ $from }` sums where a mean is needed, or the other way round, or not at all; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-constant = `{ $from }` has a wrong number; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-comparison = `{ $from }` compares the wrong way round; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-activation = `{ $from }` leaves out the derivative of the activation; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-accumulate = `{ $from }` should be added to what is there, or not; { $gradients } is off by up to { $gap } (relative) at { $at }.
finding-precision = `{ $source }` casts below float64; small gradients are lost.
finding-different = `{ $target }` is not { $derivative }; { $gradients } is off by up to { $gap } (relative) at { $at }; no repair was found.
finding-scaled = `{ $target }` is { $factor } times { $derivative }.
finding-negated = `{ $target }` is minus { $derivative }.
finding-transposed = `{ $target }` is the transpose of { $derivative }.
finding-collapsed = `{ $target }` is { $derivative } in another shape.
finding-shape = the shapes in { $source } don't fit: { $shapes }.

## quiz check: what a question cannot see
blind-declared = Cannot see, as declared: { $labels }.
blind-new = Cannot see: { $labels }. Whoever makes this mistake is right all the same; declare it under blind_spots, or change the question.
blind-seen = Declared as a blind spot, but it does show: { $labels }.
blind-together = Wrong answers that are the same here: { $labels }.
blind-twin = A twin that sees more: { $given } (cannot see { $count }).
bank-unknown-misconception = “{ $found }” is no misconception that is known here

## quiz fit-priors
fit-bad-line = Line { $line } is no result ({ $reason }).
fit-done = Fitted to { $count ->
    [1] 1 wrong answer
   *[other] { $count } wrong answers
}.

## quiz check, quiz new
check-usable = ok    
check-unusable = FAILED
check-variants = { $made } variants made, { $different } of them different
check-variant = variant { $variant } ({ $values }): { $what }
check-more = and { $count } more
variant-no-points = the domain has no points
variant-key-unusable = the key is not usable ({ $checks })
variant-degenerate = the key does not depend on { $names }, unlike that of other variants
variant-blind = whoever makes this mistake is marked right here, unlike in other variants: { $labels }. Exclude these values under where, or declare it under blind_spots.
check-summary = { $usable } of { $of } keys derived, proved and cross-checked{ $files ->
    [0] .
    [1] ; 1 file has faults.
   *[other] ; { $files } files have faults.
}
sample-differs = the sample “{ $answer }” is graded as “{ $found }”, not as “{ $expected }”
take-how = Answer each question on a line. An empty line leaves it out, Ctrl-D ends.
take-prompt = Answer:
take-prompt-lines = Answer, several lines; an empty line ends it:
take-skipped = Left out.
take-summary = { $answered } of { $count } questions answered: { $earned } points of { $decided } decided, of { $of } in all.
quality-question = Question
quality-kind = Kind
quality-points = Points
quality-steps = Steps
quality-sees = Sees
quality-blind = Blind to
quality-blind-spots = { $question } cannot see: { $labels }
quality-together = { $question }: these mistakes give the same answer: { $labels }
quality-rules = Rules of differentiation, with how many questions need each: { $rules }
quality-misconceptions = Misconceptions, with how many questions see each: { $labels }
quality-unseen = Misconceptions that no question here sees: { $labels }
quality-alike-same = { $first } and { $second } are one question
quality-alike-numbers = { $first } and { $second } differ only in their numbers
check-watching = Waiting for a file to be saved; Ctrl-C ends.
check-saved = Saved: { $files }
check-unlisted = { $file }: this question is not named in test.yaml, so it is not asked
new-not-empty = { $folder } is not empty and is no test; give a new folder.
new-next = Now change { $folder }/{ $name }.quiz.md, then: quiz check { $folder }
new-name-missing = { $folder } is a test; give the name of the new question too: quiz new { $folder } NAME
new-exists = nothing was written, since there is already: { $files }
new-bad-name = “{ $name }” can't be a question's name; use letters, digits and _
new-no-list = { $file } has no list of questions to add to
new-which-kind = Which kind of question
kind-choice = one of several values is chosen
kind-code = a NumPy statement or function is written
kind-code-line = the line of a listing that computes a derivative
kind-derivation = several lines that end in a derivative
kind-formula = a formula, such as a derivative
kind-matrix = a matrix or a vector, such as a gradient
kind-number = a number, exact or within a tolerance
kind-text = words, which a person marks
did-you-mean = { " " }(did you mean “{ $near }”?)

## Bank files
bank-no-front-matter = a question file begins with a line of ---, then its fields, then another line of ---
bank-front-matter-open = the fields begin with --- but no second line of --- ends them
bank-yaml = YAML: { $reason }
bank-yaml-tab = YAML takes no tabs for indentation; use spaces
bank-yaml-character = a text can't begin with “{ $found }” unless it stands in quotes, such as "{ $found }x"
bank-yaml-alias = a text can't begin with * or & unless it stands in quotes
bank-yaml-colon = a text with a colon and a space in it must stand in quotes; or this line is indented too far
bank-yaml-no-colon = this line has no colon; a field is written name: value
bank-yaml-bracket = “{ $found }” is missing at the end, a comma is missing, or a text with a colon or a comma in it needs quotes
bank-yaml-escape = in double quotes a backslash changes what follows; write TeX in single quotes: '\frac'
bank-yaml-quote = this quote is never closed
bank-yaml-indent = this line is not indented like the ones above
bank-unknown-field = unknown field “{ $field }”{ $known ->
    [none] { "" }
   *[other] ; known are { $known }
}
bank-field-of-another-kind = the field “{ $field }” belongs to questions of another kind ({ $kinds })
bank-not-this = { $field } is “{ $found }”; expected is { $expected ->
    [fraction] a number, such as 2 or 1/2
    [list] a list, such as ["z = t^2", "t = x + y"]
    [fields] fields in braces, such as {"{"}name: value{"}"}
    [text] one text
    [integer] a whole number
    [boolean] true or false
   *[other] a number, such as 0.01
}
bank-out-of-bounds = { $field } is { $found }; it must be { $relation ->
    [gt] more than { $bound }
    [ge] at least { $bound }
    [lt] less than { $bound }
   *[other] at most { $bound }
}
bank-too-few = { $field } needs { $least ->
    [1] at least one entry
   *[other] at least { $least } entries
}
formula-unreadable = “{ $text }” can't be read. { $reason }
formula-unknown-word = “{ $name }” is no function or name here; it is read as { $product }
given-not-a-definition = “{ $text }” is no definition; write name = formula{ $word ->
    [none] { "" }
   *[other] . “{ $word }” is read as a product of letters: a name is one letter, with digits or an index, such as L, W1, w_ji
}
wanted-no-derivative = “{ $wanted }” is no derivative
wanted-unknown-name = “{ $name }” does not occur in given; there are { $known }
domain-unknown-name = “{ $name }” does not occur in this question; there are { $known }
domain-unknown = “{ $declaration }” is no domain; it is real, positive, nonnegative, nonzero, integer, complex, ge(a) or interval(a,b)
credit-not-a-share = credit is { $credit }; it is the share of the points that is earned, between 0 and 1
bank-too-large = the file is too large (at most { $most })
bank-no-file = the file can't be read: { $reason }
bank-not-utf8 = the file is not UTF-8; save it in this encoding
bank-control = here stands a character that nobody sees ({ $found }); take it away
body-twice = “{ $heading }” stands here a second time; what is above would be lost
bank-not-a-mapping = fields are expected here, as name: value
bank-twice = the field “{ $field }” occurs twice
bank-missing-field = the field “{ $field }” is missing
bank-not-one-of = { $field } is “{ $found }”; expected { $expected }
bank-wrong-value = { $field } is “{ $found }”: { $reason }
bank-unknown-kind = unknown kind “{ $found }”; known are { $known }
body-unknown-language = the heading “{ $name }” names no language; a text stands under { $known }
body-without-language = this text stands under no language; write # ja or # en above it
body-heading-printed = what stands under “{ $name }” would be printed on the question sheet
body-maths-open = this { $mark } begins a formula that does not end in this paragraph
body-fence-open = this code block is never closed by { $fence }
body-no-parameters = this question has no parameters to put in here; declare them, such as parameters: {"{"}{ $name ->
    [none] a
   *[other] { $name }
}: integer 2..9{"}"}
bank-no-body = the question has no text; write it under one of { $languages }
bank-no-test = there is no test “{ $test }”: neither a shipped one ({ $known }) nor a folder with a test.yaml
bank-no-question = there is no file { $file } for the question “{ $question }”
bank-unknown-question = there is no question “{ $question }”; known are { $known }
wanted-not-a-chain = “{ $wanted }” is no product of derivatives of which each begins with what the one before ends in
choices-twice = There are both choices and distractors here; give one of the two
tolerance-and-digits = tolerance and digits can't be given together
tolerance-out-of-range = rtol is a share from 0 to below 1, not { $found }
tolerance-empty = a tolerance has a positive rtol or atol
digits-one-of = digits has either significant or decimals
digits-out-of-range = significant is at least 1, decimals at least 0, both at most { $most }
key-is-no-number = what is derived is no number but { $value }; give the values at which it is taken (at x = 1, y = 2)
rubric-empty = the rubric is empty; say what earns points
keyword-empty = a keyword is empty
choices-too-few = a choice question has at least two choices
choices-equal = choices ({ $first }) and ({ $second }) have the same value
parameter-no-name = “{ $name }” can't be the name of a parameter
parameter-taken = “{ $name }” is defined in given, so it can't be a parameter
parameter-differentiated = the question differentiates “{ $name }” or by it, so it can't be a parameter
parameter-unknown = “{ $declaration }” says nothing about { $name }; write integer 2..9, or one of 1/2, 2, 3
parameter-unused = the parameter “{ $name }” occurs neither in given nor in wanted; there are { $known }
where-unreadable = “{ $where }” is no condition; write a comparison such as a != b, or several with commas
where-unknown-name = “{ $name }” in where is no parameter
where-never = no values of the parameters meet { $where }
body-syntax = the text has a block that is not closed or not known: { $reason }
body-unknown-name = “{ $name }” in the text is no parameter
body-failed = the text can't be filled in: { $reason }
draw-twice = draw for the whole test and groups with a draw of their own exclude each other
draw-too-many = { $count } can't be drawn from { $of }
draw-unequal-points = a draw is from questions that earn the same points, so that every sheet has the same total
bank-question-twice = the question “{ $question }” occurs twice
form-unknown = unknown form “{ $target }”; known are { $known }
code-no-function = “{ $reference }” names no function; write file.py:function
code-two-files = listing and forward must be functions of one file ({ $file })
shapes-missing = shapes says nothing of { $names }; write it as in shapes: {"{"}{ $name }: [N, I]{"}"}
reading-unknown-variable = “{ $name }” is no variable of the listing; there are { $known }
listing-not-followed = the listing can't be followed ({ $file }{ $line ->
    [none] { "" }
   *[other] , line { $line }
}): { $reason }
equation-not-followed = the equation “{ $wanted }” can't be followed: { $reason }
loss-not-usable = the loss “{ $loss }” can't be used: { $reason }
code-syntax = { $line ->
    [none] {""}
   *[other] line { $line }:{" "}
}this is not valid Python: `{ $source }`
code-missing-file = there is no file “{ $file }”
code-missing-function = there is no function “{ $function }” in { $file }; it has { $found }
code-unknown-name = the listing uses “{ $name }”, which nothing provides
code-unsupported = the listing uses something that can't be followed: { $construct }
code-python2 = line { $line }: this is Python 2 (`{ $source }`); only Python 3 is read
code-notebook = this is no notebook that can be read
code-encoding = “{ $file }” is not UTF-8
code-missing-helper = line { $line } calls “{ $name }”, which the file does not define
code-branch = line { $line }: a branch that depends on the values of the input: { $source }
code-depends = line { $line } needs “{ $name }”, which line { $on } could not provide
code-no-loss = it is not clear what the error is; say which it is, as loss or --loss{ $candidates ->
    [none] .
   *[other] : { $candidates }
}
code-loss-not-scalar = the error is no single number (shape { $shape })
code-no-backward = no backward pass was found; say which function it is with --backward: { $found }
code-raised = the listing raises: { $source }
code-limit = the listing needs too many { $limit }
code-shape = shapes do not fit in { $source }: { $shapes }
cannot-derive-unknown-name = “{ $name }” is not defined
cannot-derive-cyclic-definitions = the definitions go in a circle: { $names }
cannot-derive-defined-twice = “{ $name }” is defined twice
cannot-derive-no-rule = there is no rule for the derivative of { $expression } by { $variable }
cannot-derive-unsupported-wanted = this can't be derived: { $wanted }
cannot-derive-unsupported-target = unknown form “{ $target }”
cannot-derive-unreadable = “{ $text }” can't be read
cannot-derive-too-many-steps = the derivation needs more than { $limit } steps
cannot-derive-no-maximum = { $expression } has no maximum on the domain
cannot-derive-no-minimum = { $expression } has no minimum on the domain
cannot-derive-several-variables = maxima and minima are found for one variable; here are { $names }
cannot-derive-stationary-points-unknown = the stationary points of { $expression } could not be found
cannot-derive-several-paths = { $name } reaches the error on several ways: through { $through }
cannot-derive-unknown-loss = “{ $found }” is no known loss; known are { $expected }
cannot-derive-unknown-layer = “{ $found }” is no activation of a layer; known are { $expected }
derive-nothing = there is no derivation for { $question }

## Answer files, results
answers-no-file = there is no file { $file }
answers-too-large = { $file } is larger than { $most } bytes
answers-unknown-format = { $file } has a format that is not read; known are { $known }
answers-unknown-encoding = { $file } is in none of the encodings { $known }
answers-damaged = { $file } is damaged: { $reason }
answers-no-column = there is no column “{ $column }”; there are { $known }
answers-no-student = no column names the students; there are { $known }
answers-no-question = no column belongs to a question ({ $questions }); there are { $known }. Say which with --map COLUMN=QUESTION, or which test it is with --test
answers-unknown-question = there is no question “{ $question }”; known are { $known }
answers-no-notebooks = there is no notebook in { $folder }
answers-column-twice = { $columns } both mean { $meaning }; say with --map COLUMN=- which of them is not to be used
answers-empty = { $file } holds no answers ({ $skipped } rows could not be used)
answers-column = column “{ $column }”: { $meaning }
answers-skipped = row { $row } is not used: { $reason }
row-too-long = it has { $found } cells, the header has { $expected }
row-not-json = it is no JSON object of texts ({ $reason })
row-above-header = it stands above row { $header }, which names the columns
row-answered-again = { $student } answered again in row { $later }; of several answers to a question the last counts
row-no-student = it names no student
row-unknown-question = unknown question “{ $question }” of student { $student }
cell-several-questions = the cell of { $student } is marked for several questions ({ $questions })
cell-no-attempt = “{ $found }” is no number of an attempt; the answer of { $student } was taken as the first
sheet-not-read = the sheet “{ $sheet }” was not looked at, only “{ $read }” was
column-role-student = the student
column-role-question = the question
column-role-answer = the answer
column-role-variant = the variant
column-role-attempt = the attempt
column-role-time = the time
column-role-ignored = not used
column-student = Student
column-question = Question
column-answer = Answer
column-outcome = Outcome
column-points = Points
column-earned = Earned
column-decided = Decided
column-of = Of
column-reason = Reason
column-total = Total
column-look = Look at
table-legend = o correct, ~ partly, x incorrect, ! could not be read, ? undecided, . no answer. Total: earned / decided / of.
feedback-progress = Feedback sheets
wrote-file = wrote { $file }
wrote-more = and { $count } more files in { $folder }
replaced-files = { $count } files of an earlier run were replaced
output-occupied = nothing was written: these files were not written by quiz, or were changed since: { $files }
output-failed = the files could not be written: { $reason }
documents-failed = the document could not be made: { $reason }

## Rules of derivations
rule-absolute-value = Derivative of an absolute value
rule-acos = Derivative of the inverse cosine
rule-acosh = Derivative of the inverse hyperbolic cosine
rule-argmax = So this is where the maximum lies
rule-argmin = So this is where the minimum lies
rule-asin = Derivative of the inverse sine
rule-asinh = Derivative of the inverse hyperbolic sine
rule-at-point = Put in the values
rule-atan = Derivative of the inverse tangent
rule-atanh = Derivative of the inverse hyperbolic tangent
rule-attained-at = The value is attained at { $variable } = { $place }
rule-compared-at = For comparison, the value at { $variable } = { $place }
rule-back-substitution = Put the definitions back in
rule-bias = Bias: add over the samples
rule-binary-cross-entropy = Derivative of the binary cross-entropy, entry by entry
rule-by-definition = By definition
rule-cbrt = Derivative of a cube root
rule-ceil = Derivative of the ceiling, off the integers
rule-chain = Chain rule: { $quantity } depends on { $variable } through { $through }
rule-chain-several = Chain rule: add over all paths, through { $through }
rule-completed-square = Complete the square
rule-constant = A constant has the derivative 0
rule-constant-divisor = A constant divisor stays
rule-constant-multiple = A constant factor stays
rule-cos = Derivative of the cosine
rule-cosh = Derivative of the hyperbolic cosine
rule-cot = Derivative of the cotangent
rule-cross-entropy = Derivative of the cross-entropy, entry by entry
rule-cross-entropy-sigmoid = Binary cross-entropy and sigmoid together: output minus target
rule-cross-entropy-softmax = Cross-entropy and softmax together: output minus target
rule-csc = Derivative of the cosecant
rule-definition = Differentiate the definition
rule-elementwise = Elementwise function: multiply by its derivative, entry by entry
rule-entrywise-factor = Product entry by entry: multiply by the other factor
rule-error-function = Derivative of the error function
rule-evaluate = Put in each derivative
rule-exp = Derivative of the exponential
rule-exponential-base = Derivative of an exponential to a constant base
rule-exponential-e = Derivative of the exponential
rule-floor = Derivative of the floor, off the integers
rule-gradient = Differentiate by each variable
rule-identity = A variable has the derivative 1 by itself
rule-jacobian = A row for each quantity, a column for each variable
rule-known-range = { $kernel } has a known range
rule-on-grid = On a fine grid, near { $variable } = { $place }, to ten digits; this is no proof
rule-limits-at-ends = The limits at the ends of the domain
rule-linear-input = Input of a product: multiply by the transpose of the weights from the right
rule-linear-weight = Weights of a product: multiply by the transpose of the input from the left
rule-log = Derivative of the logarithm
rule-log-base = Derivative of a logarithm to a base
rule-maximum = So this is the maximum
rule-maximum-of-two = Derivative of the larger of two, where they differ
rule-minimum = So this is the minimum
rule-minimum-of-two = Derivative of the smaller of two, where they differ
rule-negative = A sign stays
rule-paths-added = Used in several places: add the contributions
rule-power = Power rule
rule-power-variable = Derivative of a power with variable base and exponent
rule-product = Product rule
rule-quotient = Quotient rule
rule-reciprocal = Derivative of a reciprocal
rule-relu = Derivative of ReLU, off 0
rule-repeated = Differentiate once more
rule-root = Derivative of a root
rule-same-quantity = The same quantity has the same gradient
rule-sec = Derivative of the secant
rule-sech = Derivative of the hyperbolic secant
rule-second-order-test = The sign of the second derivative at { $variable } = { $place }
rule-sigmoid = Derivative of the sigmoid
rule-sign = Derivative of the sign, off 0
rule-sin = Derivative of the sine
rule-sinh = Derivative of the hyperbolic sine
rule-softmax = Derivative of softmax
rule-softmax-rows = Softmax of each row
rule-softplus = Derivative of softplus
rule-sqrt = Derivative of a square root
rule-square-nonnegative = A square is never negative; equality holds only where { $equal }
rule-squared-error = Derivative of the mean squared error
rule-stationary-points = Where the derivative is zero
rule-step = Derivative of the step function, off 0
rule-subtracted = What is subtracted changes the sign
rule-sum = Sum rule
rule-summand = A summand has the gradient of the sum
rule-tan = Derivative of the tangent
rule-tanh = Derivative of the hyperbolic tangent
rule-unknown-function = Chain rule for an unknown function
rule-with-inner = { $rule }, with u = { $inner }
rule-zeros = Where it is zero
numpy-grid-agrees = NumPy agrees on a fine grid (relative error { $relative_error }).
numpy-grid-disagrees = NumPy disagrees on a fine grid (relative error { $relative_error }).
reading-other-left-side = The left side { $found } is not what is asked, { $asked }.
derive-answer = Answer: { $answer }
derive-verified = Every step was checked.
derive-not-verified = Some step could not be checked.
derive-condition = Condition: { $condition }
cannot-derive-not-a-definition = “{ $text }” is no definition
rewrite-premises = Put in what was derived
rewrite-in-names = Write it with the names
rewrite-back-substitution = Put the definitions back in
rewrite-at-point = Put in the values
rewrite-zeros-and-ones = Leave out zeros and ones
rewrite-signs = Signs
rewrite-arithmetic = Work out the numbers
rewrite-collecting = Collect powers and like terms
rewrite-ordering = Put in order
rewrite-common-factor = Take out a common factor
rewrite-cancelling = Cancel denominators
rewrite-expanding = Multiply out
rewrite-split-fraction = Split the fraction
rewrite-complement = Use e^-u / (1 + e^-u) = 1 - 1/(1 + e^-u)
rewrite-recognise-sigmoid = Recognise the sigmoid

## Pages of the course
activation-sigmoid = sigmoid
activation-tanh = tanh
activation-relu = ReLU
activation-swish = swish
course-vanishing-gradient = Vanishing gradients
course-slope = The slope of the sigmoid
course-slope-text = The slope can be written with the sigmoid itself.
course-maximum = Its largest value
course-maximum-text = Completing the square shows at once that the slope is nowhere above 1/4, and where it is 1/4.
course-bound = One unit per layer
course-bound-text = Along a chain of layers $a_l = \sigma(w_l a_{"{"}l-1{"}"} + b_l)$ the chain rule gives one factor $w_l$ and one slope for each layer. Written out for three layers; every further layer adds the same two factors.
course-hypothesis = When $4^{"{"}-L{"}"}$ is a bound
course-hypothesis-text = $4^{"{"}-L{"}"}$ needs a hypothesis: no weight is larger than 1 in size. Without it the bound is $(\max\left|w_l\right|/4)^L$, which from $\left|w_l\right| = 4$ on no longer shrinks; for $w_l = 8$ and $L = 5$ it is 32.
course-norms = Several units per layer
course-norms-text = The same for matrices, with the spectral norm: the slopes stand on the diagonal of a matrix, whose norm is its largest entry.
course-others = Other activations
course-others-text = The bound takes the largest slope once for each layer. A largest slope of 1 does not make gradients shrink by itself.
course-activation = Activation
course-largest-slope = Largest slope
course-how-known = How it is known
course-known-completed-square = by a completed square
course-known-known-range = by the values of a step
course-known-on-grid = on a grid, to ten digits; no proof
figure-slope = The sigmoid and its slope
figure-slope-description = The sigmoid rises from 0 to 1. Its slope is a bell with its highest point, 1/4, at 0.
figure-depth = Measured gradient norms by depth
figure-depth-description = Median spectral norm of the derivative of the last layer by the first, over 40 random networks of width 16, on a logarithmic scale. It falls fastest for the sigmoid, which stays below its bound; for tanh it hardly falls.
figure-depth-bound = bound (sigmoid)
figure-depth-layers = layers L
figure-depth-norm = ‖∂a(L)/∂a(0)‖
rule-product-bound = Every slope is at most its largest value
rule-bound-under-hypothesis = No weight is larger than 1 in size
rule-jacobian-chain = Chain rule for vectors: a diagonal of slopes and a weight matrix for each layer
rule-norm-of-product = The norm of a product is at most the product of the norms
rule-norm-of-diagonal = The norm of a diagonal matrix is its largest entry, a slope
rule-norm-bound = So this is the bound

## Misconceptions: hints that lead back to the step
diagnosis-one = A hint: { $hint }
diagnosis-either = This answer can come about in more than one way. { $hint } Or: { $other }
misconception-chain-forgot-inner = Look at the place where a function has another function inside. The outer one is differentiated; is there a factor for the inner one?
misconception-chain-outer-at-inner-derivative = At which point is the outer derivative taken? Compare what stands inside it with what stood inside the original function.
misconception-chain-outer-not-differentiated = The factor from the inner function is there. Look at the outer function: what is its own derivative?
misconception-chain-inner-only = Only the inner function has left a trace. What has become of the outer one?
misconception-chain-added = The pieces of the chain rule are there. How does the chain rule put them together?
misconception-chain-inverted = One factor of the chain seems to stand upside down. Write each as a fraction and see which names cancel.
misconception-inner-not-differentiated = The chain rule wants a factor for the inner function. Is what stands there the inner function or its derivative?
misconception-inner-zero = Does the inner function really not change with the variable? Differentiate it by itself first.
misconception-wrong-variable = By which variable is it to be differentiated? Mark it, and treat the other letters as numbers.
misconception-power-keep-exponent = Look at the exponent after a power has been differentiated.
misconception-power-no-coefficient = When a power is differentiated its exponent changes, and something else happens too. Look at what stands before the power.
misconception-power-exponent-plus = In which direction does the exponent move when a power is differentiated?
misconception-integrated = Differentiate your answer, or part of it: do you come back to what was given? Then look at which way you went.
misconception-power-rule-on-exponential = Where is the variable: in the base or in the exponent? The rule for powers is for one of the two only.
misconception-exp-no-log = Is the base the number e? For any other base the derivative carries one more factor.
misconception-product-of-derivatives = There is a product whose derivative was taken. Try your rule on x times x and compare.
misconception-product-first-only = A product has two factors, and both may change. Which of them was left out?
misconception-product-second-only = A product has two factors, and both may change. Is the first one's change in your answer?
misconception-product-minus = Both parts of the product rule are there. Look at the sign between them.
misconception-quotient-of-derivatives = There is a quotient whose derivative was taken. Try your rule on x squared over x and compare.
misconception-quotient-swapped = In the quotient rule the order of the two terms above matters. Which function is differentiated first?
misconception-quotient-plus = Look at the sign between the two terms above in the quotient rule.
misconception-quotient-no-square = Look at the denominator that the quotient rule leaves.
misconception-const-one = Somewhere a letter or number that does not change with the variable was differentiated. What is the derivative of such a thing?
misconception-const-kept = Somewhere a letter or number that does not change with the variable is still there after differentiating. What is its derivative?
misconception-drop-constant = A constant factor stood before something that was differentiated. What happens to such a factor?
misconception-drop-term = Count the terms of the sum that you started from. Is there one derivative for each?
misconception-trig-sign = Look at the sign in the derivative of the sine or cosine. At 0, does the function rise, fall, or stand still?
misconception-sign-flip = One sign has changed on the way. Go through the terms with a minus one by one.
misconception-sign-overall = Check the sign of the whole: for one value of the variable, does the function rise or fall there?
misconception-freshman-dream = Is a power, or a root, of a sum the sum of the powers? Try it with 1 and 1.
misconception-sigmoid-no-one-minus = The derivative of the sigmoid in terms of its value has two factors. Which one is missing?
misconception-sigmoid-only-one-minus = The derivative of the sigmoid in terms of its value has two factors. One is there; what is the other?
misconception-sigmoid-plus = Can the slope of the sigmoid grow while its value comes near 1? Look at the sign in the bracket.
misconception-sigmoid-negated = The sigmoid rises everywhere. Which sign has its derivative?
misconception-sigmoid-arg-not-activation = The short formula for the derivative of the sigmoid is in terms of its value, not of what goes into it. Which did you put in?
misconception-tanh-no-square = Look up the derivative of tanh in terms of its value, and check it far out, where tanh is near -1.
misconception-tanh-like-sigmoid = Which activation function is this? The formula that was used belongs to another one.
misconception-log-one-over-x = What stands inside the logarithm? Its derivative is about that, not about the variable alone.
misconception-sqrt-no-half = Write the root as a power and differentiate again. What comes before it?
misconception-relu-one = What does this function look like to the left of zero?
misconception-abs-one = What does the graph of the absolute value look like to the left of zero?
misconception-not-differentiated = Compare your answer with what was given. Has it been differentiated?
misconception-place-for-value = Where the largest value is taken and how large it is are two things. Which of them is asked for?
misconception-error-sign = Compare the order of the output and the target in the error's derivative.
misconception-half-not-cancelled = The error is half a mean of squares. What does the half do when the square is differentiated?
misconception-mean-forgotten = The error is a mean. Is that still to be seen in its derivative?
misconception-transpose-missing = Write the shapes under every matrix of the product. Do the inner ones fit?
misconception-order-swapped = Matrices do not commute. Write the shapes under the product and see which order fits.
misconception-gradient-transposed = A gradient has the shape of its variable. Which shape has yours?
misconception-bias-not-summed = One bias serves every sample. What happens to the contributions of the samples?
misconception-slope-missing = The way back passes an activation function. Which factor does it leave?
misconception-softmax-as-elementwise = Does each output of the softmax depend on one input only?
misconception-missing-first = Follow the chain from the quantity that is differentiated. Is its first link among your factors?
misconception-missing-middle = Follow the chain link by link. Does each factor begin where the one before it ends?
misconception-missing-last = Follow the chain to the variable by which it is differentiated. Do your factors reach it?
misconception-sum-for-product = The factors are the right ones. How does the chain rule put them together?
misconception-inverted-factor = One factor stands upside down. Which names should cancel between neighbours?
misconception-wrong-denominator = Look at the denominators: each should be the numerator of the next factor.
misconception-wrong-numerator = Look at the numerators: each should be the denominator of the factor before.
misconception-extra-factor = Where should the chain end? Compare the last factor with the variable that is asked for.
misconception-repeated-factor = One link of the chain is used more than once. Go along the chain and tick each.

## Exports
assertions-how = Answer in the cell below each question. A check that passes says nothing.
assertions-answer = In the next cell:
assertions-wrong = This is not the answer asked for.
assertions-choice = The number of one of the choices or lines is expected.
assertions-number = A number is expected.
assertions-function = A function is expected.
misconception-sign = Look at the signs, and at which of two quantities is subtracted from the other.
misconception-factor = Compare the sizes: by which number, or which length of an axis, would the result have to be multiplied or divided?
misconception-transpose = Write down the shapes of both factors and of the result. Which axis has to stand where?
misconception-shape = Write down the shape of your result beside the shape of the variable that is differentiated by.
misconception-precision = In which kind of number is it computed? Gradients can be small.
misconception-axis = Over which axis do the samples run, and over which is the sum taken?
misconception-keepdims = What does keepdims do to the shape here?
misconception-product = Is each product here one of entries or one of matrices?
misconception-argument = In terms of what is that derivative of the activation written: of its value, or of what goes into it?
misconception-helper = To which activation does that derivative belong?
misconception-activation = On the way back the error passes the activation. What does it bring in?
misconception-name = Go through the arrays that you used: is each the one that belongs there?
misconception-index = Which element is meant, and which one is taken?
misconception-power = Look at the powers.
misconception-reduction = Is the error a sum or a mean over the samples, and what does your line take?
misconception-constant = Look at the numbers that are written out.
misconception-comparison = In which direction should the comparison go?
misconception-accumulate = Should this be added to what is there, or take its place?
## Evidence: code that was written
program-all-shapes = `{ $target }` is proved to have the wanted value for all inputs and all shapes.
program-shapes = Every entry of `{ $target }` is proved to have the wanted value for all inputs of the shapes { $sizes }.
program-agreed = `{ $target }` has the wanted value at { $points } points; there is no proof for all inputs.
program-witness = At { $at }, entry { $entry } of `{ $target }` is { $student }; it should be { $key_value }.
program-witness-hidden = At { $at }, entry { $entry } of `{ $target }` is { $student }, which is not the wanted value.
program-precision = `{ $target }` is computed below float64: at { $at }, entry { $entry } is { $student } instead of { $key_value }.
program-precision-hidden = `{ $target }` is computed below float64: at { $at }, entry { $entry } is { $student }, which has lost digits.
program-shape = At { $at }, `{ $target }` has the shape { $student }; it should be { $key_value }.
program-shape-hidden = At { $at }, `{ $target }` has the shape { $student }, which is not the wanted one.
program-does-not-fit = At { $at }, NumPy refuses `{ $source }`: the shapes are { $shapes }.
program-missing = `{ $target }` is missing.
program-spoils = The value is right, but { $targets } is no longer.
program-removable-points = Only where a value is exactly 0 does `{ $target }` differ.
program-equal-if = It would be right for { $condition }.
program-open-limit = Following this code takes too many { $about }.
program-open-branch = Line { $line } branches on values of the input, so that no comparison shows what it does: { $about }
program-open-unsupported = Line { $line } uses something that can't be followed: { $about }
program-open-missing-helper = Line { $line } calls “{ $about }”, which is not defined.
program-open-near = The values are so close that rounding can't be told from a difference.
program-open-undefined = The code has no finite value at some inputs where the wanted value is finite.
program-open-other = This code could not be judged: { $about }
reading-code-syntax = Line { $line } is not valid Python.
reading-code-python2 = Line { $line } is Python 2; only Python 3 is read.
reading-code-refused = Line { $line }: `{ $construct }` is not allowed in an answer.
reading-code-unknown-name = “{ $name }” is not known in this place.
reading-code-no-value = There is no value: an expression or an assignment is wanted.
reading-code-no-function = The whole function `{ $function }` is wanted.
reading-code-defined-twice = “{ $name }” is already defined in the program.
reading-code-undefined = Line { $line } has no value: a number is divided by zero, or is too large.
reading-code-raised = Line { $line } raises an error.
reading-code-limit = The answer is too long ({ $limit }).
code-replace-or-function = exactly one of “replace” and “function” says what is to be written
code-no-such-statement = the listing has no statement `{ $statement }`
code-other-function = “{ $function }” is not the function of the listing
derivation-equation-all-shapes = The statement is proved to compute { $equation } for all inputs and all shapes.
derivation-equation-at-sizes = The statement is proved to compute { $equation } for all inputs of the shapes { $sizes }.
wanted-not-an-equation = “{ $wanted }” is no equation with a name on its left side
