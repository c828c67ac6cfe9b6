## 判定
outcome-correct = 正解
outcome-partial = 部分正解
outcome-incorrect = 不正解
outcome-invalid = 読み取れません
outcome-undecided = 判定保留
outcome-blank = 無解答
open-invalid = まだ採点していません。入力を直して答え直すか、担当者の確認を待ってください。
open-undecided = まだ採点していません。担当者が判断します。

## 用紙
sheet-question = 問{ $number }
sheet-points = { $points }点
sheet-name = 氏名
sheet-student-id = 学籍番号
sheet-student = 受験者
sheet-score = 得点
sheet-answer = 解答
sheet-your-answer = あなたの解答
sheet-read-as = 読み取り
sheet-blank = 無解答
sheet-derivation = 導出
sheet-proof = 証明
sheet-crosscheck = 数値による照合
sheet-explanation = 解説
sheet-worked-answers = 解答と導出
sheet-feedback = 採点結果
sheet-report = クラスの採点結果
sheet-wrong-answers = 満点でなかった解答
sheet-students = { $count }人
sheet-listing-above = プログラムは問{ $number }に示したものです。
sheet-page = { $page } / { $pages } ページ

answer-line = { $line }行目：`{ $statement }`
answer-choice = ({ $choice })　値は ${ $tex }$
explanation-other-reading = 記号を別の意味（{ $reading }）に読むと、この積は { $derivative } で、{ $line }行目が計算しています。
list-separator = 、

## 根拠：読み取り
reading-dropped = 左辺「{ $dropped }」は、求める量の名前とみなして除きました。
read-as = 読み取り：{ $reading }
reading-at = { $at }文字目
reading-found = 「{ $found }」
reading-expected = ここに来るはずのもの：{ $expected }
expected-operand = 数・文字・括弧のいずれか
expected-operator = 演算子
expected-argument = 引数
expected-name = 名前
expected-end = 式の終わり
reading-spreadsheet-date = 「{ $found }」は、表計算ソフトが解答を日付に変えたものです。元の入力は失われています。
reading-spreadsheet-negative = 「{ $found }」は、表計算ソフトが括弧つきの数を変えたものです。選択肢の番号とはみなしません。
reading-no-such-statement = プログラムにない文です。{ $near ->
    [none] {""}
   *[other] 最も近いのは{ $line }行目「{ $near }」です。
}
reading-several-answers = 答えが二つ以上あります。一つだけ書いてください。
reading-no-such-choice = その選択肢はありません。番号は 1 から { $last } までです。
reading-ambiguous-choice = 「{ $found }」は、選択肢の番号とも値とも読めます。番号なら括弧をつけてください。
reading-undefined = どこでも値をもたない式です（{ $reason }）。
reading-limit-length = 解答が { $limit } 文字を超えています。
reading-limit-tokens = 解答の要素が { $limit } 個を超えています。
reading-limit-depth = 括弧などの入れ子が { $limit } 段を超えています。
reading-limit-digits = 数の桁が { $limit } を超えています。
reading-limit-exponent = 指数の桁が { $limit } を超えています。
reading-limit-signs = 符号が { $limit } 個を超えて続いています。
reading-empty = 何も書かれていません。
reading-forbidden-character = 使えない文字です：{ $name }。
reading-confusable-letter = 「{ $looks_like }」に似た別の文字です：{ $name }。
reading-unbalanced-open = この括弧が閉じられていません。
reading-unbalanced-close = この閉じ括弧に対応する開き括弧がありません。
reading-mismatched-bracket = 閉じるべき括弧「{ $opened }」と合いません。
reading-missing-operand = ここに何かが足りません。
reading-missing-operator = ここに演算子が足りません。
reading-missing-argument = { $function } の引数がありません。
reading-wrong-argument-count = { $function } の引数は { $wanted } 個ですが、{ $given } 個あります。
reading-unknown-name = 問題に出てこない名前です。{ $nearest ->
    [none] {""}
   *[other] 「{ $nearest }」のことですか。
}
reading-unknown-function = 知らない関数です。{ $nearest ->
    [none] {""}
   *[other] 「{ $nearest }」のことですか。
}
reading-unknown-command = 知らない命令です。
reading-ambiguous-division = 二通りに読めます：{ $first } または { $second }。括弧をつけてください。
reading-ambiguous-power = 二通りに読めます：{ $first } または { $second }。括弧をつけてください。
reading-ambiguous-argument = 二通りに読めます：{ $first } または { $second }。括弧をつけてください。
reading-ambiguous-inverse = 二通りに読めます：{ $first } または { $second }。意味がわかるように書いてください。
reading-ambiguous-bars = 絶対値の縦棒の組み合わせがわかりません。abs( ) と書いてください。
reading-ambiguous-comma = 小数点とも区切りとも読めるコンマです。小数点かセミコロンにしてください。
reading-mixed-number = 二通りに読めます：{ $first } または { $second }。演算子を書いてください。
reading-number-after-name = 文字の後の数は二通りに読めます：{ $first } または { $second }。演算子を書いてください。
reading-several-equations = 等式が二つ以上あります。一つだけ書いてください。
reading-misplaced-relation = ここに等号や不等号は置けません。
reading-repeated-factorial = 二重の階乗は扱っていません。
reading-double-exponent = 指数が続いています。括弧をつけてください。
reading-prime = プライム記号は使えません。微分は分数の形で書いてください。
reading-prose = 文章は採点できません。式を書いてください。
reading-not-supported = 解答に使えないものです：{ $construct }。

## 根拠：値
value-structural = 導出した答えそのものです。
value-exact = 導出した答えと等しいことが、厳密な計算で証明されました。
value-whp = 導出した答えと等しいことが証明されました（誤りの確率は { $error_bound } 以下）。
value-tolerance = 問題が許す範囲で、導出した値と一致します。
value-agreed = { $points } 個の点で、導出した答えと { $bits } ビットまで一致します。
value-witness = 反例：{ $at } のとき、この解答は { $student }、導出した値は { $key_value } です。
value-witness-hidden = 反例：{ $at } のとき、この解答の値は { $student } ですが、求める値ではありません。
value-constant = この解答は { $student }、導出した値は { $key_value } です。
value-constant-hidden = この解答の値は { $student } ですが、求める値ではありません。
value-nonzero = 導出した答えとの差が 0 でないことが証明されました。
value-equal-if = 定義域全体では等しくありません。{ $assumption } なら等しくなります。
value-shape = 形が違います：{ $key_value } であるべきところ、{ $student } です。
value-shape-hidden = 求めるものと形が違います（{ $student }）。
value-type = 求めるものと種類が違います。
value-missing = 足りないものがあります。
value-extra = 余分なものがあります。
value-undecided = 証明も反例も見つかりませんでした（{ $reason }）。
value-oracle = 比較の結果と NumPy による照合が食い違っています。正解のほうを確認する必要があります。
form-no-named = 途中の量 { $names } が残っています。それを使わずに表してください。
form-factored = 値は合っていますが、因数分解した形で求められています。
form-expanded = 値は合っていますが、展開した形で求められています。
form-lowest-terms = 値は合っていますが、既約分数で求められています。
form-sigma = 値は合っていますが、σ を使った形で求められています。
form-ok = 求められた形です。
choice-chosen = 選択肢 ({ $choice }) は、導出した値と等しいです。
choice-other = 選択肢 ({ $choice }) の値は { $student } です。導出した値は { $key_value } です。
choice-other-hidden = 選択肢 ({ $choice }) の値 { $student } は、求める値ではありません。
statement-proved = { $line }行目は { $derivative } を計算していることが証明されています。
statement-other-derivative = { $line }行目が計算しているのは { $derivatives } で、{ $wanted } ではありません。
statement-no-derivative = { $line }行目は、誤差の導関数ではありません。
other-reading-right-under-other-reading = 記号を別の意味（{ $reading }）に読めば正解です。そのときに求められるのは { $derivative } です。
key-key-not-usable = この問題の正解は検査に通っていないため、採点しません。

## 根拠：正解
derivation-verified = { $steps } 段階で導出しました。どの段階も SymPy または数値で確かめ、否定されたものはありません。SymPy が独立に求めた答えと等しいことも証明されています。
derivation-not-verified = 導出の次の段階が検査に通りませんでした：{ $steps }。
derivation-proved-at-sizes = { $sizes } の形のすべての入力について、各成分が偏導関数に等しいことが証明されています。
derivation-no-statement = { $derivative } を計算していると証明できる文が、プログラムにありません。
derivation-one-choice = 導出した値と等しいと証明された選択肢は、ちょうど一つです。
derivation-no-choice = 導出した値 { $value } と等しい選択肢が { $matches } 個あります。ちょうど一つでなければなりません。
chain-telescopes = 積 { $wanted } は連鎖律です。誤差は、それぞれの量に一つ前の量を通してだけ依存します。
author-agrees = 出題者の答え { $answer } と一致します。
author-disagrees = 出題者の答え { $answer } が、導出した { $derived } と一致しません。
numpy-agrees = NumPy の計算と { $points } 個の点で一致します（相対誤差 { $relative_error }）。
numpy-disagrees = NumPy の計算と一致しません（{ $points } 個の点で相対誤差 { $relative_error }）。
differences-agrees = 差分と { $points } 個の点で一致します（中心差分 { $central }、複素ステップ { $step }）。
differences-disagrees = 差分と一致しません（{ $points } 個の点で、中心差分 { $central }、複素ステップ { $step }）。
numpy-none = NumPy で照合できるものがありません。

## quiz check, quiz new
check-usable = 合格
check-unusable = 不合格
new-not-empty = { $folder } は空ではありません。新しいフォルダーを指定してください。
new-next = 次に { $folder }/first_question.quiz.md を書き換えて、quiz check { $folder } を実行してください。
did-you-mean = （「{ $near }」のことですか）

## 問題ファイル
bank-no-front-matter = 問題ファイルは、二つの --- の行で囲んだ項目で始まります
bank-too-large = ファイルが大きすぎます（上限 { $most }）
bank-no-file = ファイルを読めません：{ $reason }
bank-not-utf8 = ファイルが UTF-8 ではありません
bank-yaml = YAML の誤り：{ $reason }。式は引用符で囲んでください
bank-not-a-mapping = ここには「名前: 値」の形の項目が必要です
bank-twice = 項目「{ $field }」が二つあります
bank-unknown-field = 知らない項目「{ $field }」です
bank-missing-field = 項目「{ $field }」がありません
bank-not-one-of = { $field } が「{ $found }」です。{ $expected } のいずれかにしてください
bank-wrong-value = { $field } の「{ $found }」が正しくありません：{ $reason }
bank-unknown-kind = 知らない種類「{ $found }」です。使えるのは { $known } です
bank-no-body = 問題文がありません。{ $languages } のいずれかの下に書いてください
bank-no-test = テスト「{ $test }」がありません。付属のテスト（{ $known }）でも、test.yaml のあるフォルダーでもありません
bank-no-question = 問題「{ $question }」のファイル { $file } がありません
bank-unknown-question = 問題「{ $question }」がありません。あるのは { $known } です
given-unreadable = 「{ $given }」の{ $at }文字目が読めません：{ $reason }
given-not-a-definition = 「{ $given }」は定義ではありません。「名前 = 式」と書いてください
wanted-unreadable = 「{ $wanted }」の{ $at }文字目が読めません：{ $reason }
wanted-not-a-chain = 「{ $wanted }」は、前の分母が次の分子になる導関数の積ではありません
domain-unknown = 「{ $declaration }」という定義域はありません。real, positive, nonnegative, nonzero, integer, complex, ge(a), interval(a,b) のいずれかにしてください
choices-too-few = 選択問題には選択肢が二つ以上必要です
choice-unreadable = 選択肢「{ $choice }」の{ $at }文字目が読めません：{ $reason }
form-unknown = 知らない形「{ $target }」です。使えるのは { $known } です
code-syntax = プログラムが Python として正しくありません
code-missing-file = ファイル「{ $file }」がありません
code-missing-function = { $file } に関数「{ $function }」がありません。あるのは { $found } です
code-unknown-name = プログラムが使う「{ $name }」が、どこにも用意されていません
code-unsupported = プログラムに、たどれないものがあります：{ $construct }
code-raised = プログラムが例外を送出します：{ $source }
code-limit = プログラムの { $limit } が多すぎます
code-shape = { $source } で形が合いません：{ $shapes }
cannot-derive-unknown-name = 「{ $name }」は定義されていません
cannot-derive-cyclic-definitions = 定義が循環しています：{ $names }
cannot-derive-defined-twice = 「{ $name }」が二度定義されています
cannot-derive-no-rule = { $expression } を { $variable } で微分する規則がありません
cannot-derive-unsupported-wanted = 導出できません：{ $wanted }
cannot-derive-unsupported-target = 知らない形「{ $target }」です
cannot-derive-unreadable = 「{ $text }」を読み取れません
cannot-derive-too-many-steps = 導出が { $limit } 段階を超えます
cannot-derive-no-maximum = { $expression } には、定義域での最大値・最小値がありません
cannot-derive-several-variables = 最大・最小は一変数についてだけ求められます。変数が { $names } あります
cannot-derive-stationary-points-unknown = { $expression } の停留点を求められませんでした
cannot-derive-several-paths = { $name } は、{ $through } を通る複数の道筋で誤差に届きます
derive-nothing = { $question } には導出がありません

## 解答ファイルと結果
answers-no-file = ファイル { $file } がありません
answers-too-large = { $file } が { $most } バイトを超えています
answers-unknown-format = { $file } の形式は読めません。読めるのは { $known } です
answers-unknown-encoding = { $file } の文字コードが { $known } のいずれでもありません
answers-damaged = { $file } が壊れています：{ $reason }
answers-no-column = 列「{ $column }」がありません。あるのは { $known } です
answers-no-student = 受験者を示す列がありません。あるのは { $known } です
answers-no-question = 問題（{ $questions }）に対応する列がありません。あるのは { $known } です。--map 列=問題 で指定してください
answers-unknown-question = 問題「{ $question }」がありません。あるのは { $known } です
answers-column = 列「{ $column }」：{ $meaning }
answers-skipped = { $row }行目は使えませんでした：{ $reason }
row-too-long = セルが { $found } 個ありますが、見出しは { $expected } 個です
row-not-json = 文字列の JSON オブジェクトではありません（{ $reason }）
row-no-student = 受験者がありません
row-unknown-question = 知らない問題「{ $question }」です（受験者 { $student }）
column-role-student = 受験者
column-role-question = 問題
column-role-answer = 解答
column-role-variant = 版
column-role-attempt = 回数
column-role-time = 時刻
column-role-ignored = 使いません
column-student = 受験者
column-question = 問題
column-answer = 解答
column-outcome = 判定
column-points = 得点
column-earned = 得点
column-decided = 判定済みの配点
column-of = 配点
column-reason = 理由
column-total = 合計
column-look = 要確認
table-legend = o 正解、~ 部分正解、x 不正解、! 読み取り不能、? 判定保留、. 無解答。合計は 得点 / 判定済みの配点 / 配点。
feedback-progress = 採点結果の用紙
wrote-file = { $file } を書きました
wrote-more = ほかに { $folder } に { $count } 個のファイルを書きました
replaced-files = 以前に書いた { $count } 個のファイルを置き換えました
output-occupied = 何も書きませんでした。quiz が書いたものでないか、その後に変更されたファイルがあります：{ $files }
output-failed = ファイルを書けませんでした：{ $reason }
documents-failed = 文書を作れませんでした：{ $reason }
