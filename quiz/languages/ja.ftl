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
sheet-given = 与えられた式
sheet-shapes = 形
sheet-derivation = 導出
sheet-proof = 証明
sheet-crosscheck = 数値による照合
sheet-explanation = 解説
sheet-worked-answers = 解答と導出
sheet-feedback = 採点結果
sheet-rubric = 採点基準
sheet-report = クラスの採点結果
sheet-wrong-answers = 満点でなかった解答
sheet-students = { $count }人
sheet-listing-above = プログラムは問{ $number }に示したものです。

answer-line = { $line }行目：`{ $statement }`
answer-choice = ({ $choice })　値は ${ $tex }$
explanation-other-reading = 記号を別の意味（{ $reading }）に読むと、この積は { $derivative } で、{ $line }行目が計算しています。
place-separator = ：
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
reading-restates-question = 問いの { $asked } をそのまま書いています。計算した式を書いてください。
reading-wrong-type = 答えは{ $found ->
    [sequence] 並び
    [set] 集合
    [matrix] 行列
    [equation] 方程式
    [inequality] 不等式
    [interval] 区間
    [none] どれでもないもの
   *[other] 式
}ですが、求められているのは{ $expected ->
    [sequence] 並び
    [set] 集合
    [matrix] 行列
    [equation] 方程式
    [inequality] 不等式
    [interval] 区間
    [none] どれでもないもの
   *[other] 式
}です。
reading-cannot-derive-unknown-name = 「{ $name }」は問題に出てきません。
reading-cannot-derive-unsupported-wanted = この導関数は計算できません：{ $wanted }
reading-cannot-derive-no-rule = この導関数は計算できません：{ $expression }
reading-cannot-derive-too-many-steps = 式が大きすぎます。
form-derivatives-left = 導関数の記号が残っています。計算した式まで求めてください。
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
value-missing = { $key_member } が足りません。
value-missing-hidden = 足りないものがあります。
value-extra = { $member } は含まれません。
value-extra-hidden = { $member } は含まれません。
value-order = 順序が違います。最初に違うのは { $part } 番目です。
value-brackets = かっこは { $key_value } ではなく { $student } になっています。
value-brackets-hidden = かっこの種類（端を含むかどうか）が違います。
value-digits = 有効数字が { $student } 桁です。{ $key_value } 桁で答えてください。
value-digits-hidden = 有効数字の桁数が足りません。
value-equation = 一方の方程式だけを満たす数があります。
value-inequality = 一方の不等式だけを満たす数があります。
value-product = 積が一致しません。行列の積は順序を変えられず、結果が異なる行列の例があります。
value-undecided = 証明も反例も見つかりませんでした（{ $reason }）。
value-oracle = 比較の結果と NumPy による照合が食い違っています。正解のほうを確認する必要があります。
form-no-named = 途中の量 { $names } が残っています。それを使わずに表してください。
form-factored = 値は合っていますが、因数分解した形で求められています。
form-expanded = 値は合っていますが、展開した形で求められています。
form-lowest-terms = 値は合っていますが、既約分数で求められています。
form-sigma = 値は合っていますが、σ を使った形で求められています。
form-ok = 求められた形です。
reading-names-left = 数値で答える問題ですが、{ $names } が残っています。
reading-no-matrix = 行列かベクトルで答えてください。[[a, b], [c, d]] や (a, b) のように書きます。
reading-undefined-entry = 成分 { $entry } はどこでも値を持ちません。
entries-all = { $of } 個の成分を一つずつ比べました。
entries-right = { $of } 個の成分のうち { $count } 個が正しい値です。
entries-transposed = 行と列が入れ替わっています。これは求める行列の転置です。
entries-other-layout = 導いた行列の転置です。この問題はこの並べ方も認めます。
entry-at = 成分 { $entry }: { $at } のとき { $student } ですが、導いた値は { $key_value } です。
entry-at-hidden = 成分 { $entry }: { $at } のとき { $student } で、求める値ではありません。
entry-is = 成分 { $entry } は { $student } ですが、導いた値は { $key_value } です。
entry-is-hidden = 成分 { $entry } は { $student } で、求める値ではありません。
entry-differs = 成分 { $entry } は求める式ではありません。
arrays-at-sizes = { $sizes } としてすべての成分を比べました。
arrays-misfit = 積や和の形が合いません: { $student }
arrays-transposed = これは転置です。形が { $key_value } ではなく { $student } です。
arrays-transposed-hidden = これは求める行列の転置です。形は { $student } です。
arrays-entry = { $sizes } のとき、成分 { $entry } が求める式と違います。
person-rubric = 採点基準に従って人が採点します。
person-marks = 採点基準に従って人が採点します。見つかったキーワード: { $key_found ->
    [none] なし
   *[other] { $key_found }
}。見つからなかったキーワード: { $key_missing ->
    [none] なし
   *[other] { $key_missing }
}。
person-marks-hidden = 人が採点します。
choice-chosen = 選択肢 ({ $choice }) は、導出した値と等しいです。
choice-other = 選択肢 ({ $choice }) の値は { $student } です。導出した値は { $key_value } です。
choice-other-hidden = 選択肢 ({ $choice }) の値 { $student } は、求める値ではありません。
statement-proved = { $line }行目は { $derivative } を計算していることが証明されています。
statement-other-derivative = { $line }行目が計算しているのは { $derivatives } で、{ $wanted } ではありません。
statement-accepted-reading = { $line }行目は、この問題で認めている記号のもう一つの読み方では正しい。
statement-later = { $line }行目には { $derivative } がもう一度入っています。計算しているのは{ $first }行目です。
statement-equal-value = { $line }行目の値は { $derivative } に等しい。
statement-other-parameter = { $line }行目は { $other } です。この形では { $derivative } と値が等しく、それを計算しているのは{ $first }行目です。
statement-no-derivative = { $line }行目は、誤差の導関数ではありません。
other-reading-right-under-other-reading = 記号を別の意味（{ $reading }）に読めば正解です。そのときに求められるのは { $derivative } です。
key-key-not-usable = この問題の正解は検査に通っていないため、採点しません。

## 根拠：正解
derivation-verified = { $steps } 段階で導出しました。どの段階も SymPy または数値で確かめ、否定されたものはありません。SymPy が独立に求めた答えと等しいことも証明されています。
derivation-not-verified = 導出の次の段階が検査に通りませんでした：{ $steps }。
derivation-proved-at-sizes = { $sizes } の形のすべての入力について、各成分が偏導関数に等しいことが証明されています。
derivation-proved-all-shapes = すべての入力とすべての形について、添字の形で証明されました。{ $sizes } でも各成分を確かめました。
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

## quiz review
review-line = 行
review-statement = 文
review-is = 何か
review-none = 誤差の導関数ではない
review-unsupported = 判定できない: { $reason }
review-undecided = 未判定: { $reason }
review-pair = { $backward } を { $forward } と合わせて読みました。形: { $shapes }
review-at = { $line ->
    [0] {""}
   *[other] { $line }行目：
}
review-no-findings = 誤りは見つかりませんでした。
relation-exact = { $derivative }
relation-scaled = { $derivative } の { $factor } 倍
relation-negated = { $derivative } の符号を変えたもの
relation-transposed = { $derivative } の転置
relation-collapsed = { $derivative }（形だけが違う）
relation-partial = { $derivative } の一部
claim-all-shapes = すべての形について証明済み
claim-shapes = { $sizes } の形について証明済み
claim-numeric = 数値では一致、証明はない
condition-one-hot = 。ただし { $condition }
condition-vanishing = 。ただし { $condition }
assumed-usual = { $helper } はこのファイルで定義されていないので、ふつうの意味だと仮定しました。
assumed-pre-activation = { $helper } はこのファイルで定義されていないので、総入力を受け取る導関数だと仮定しました。
assumed-activation = { $helper } はこのファイルで定義されていないので、活性化関数の値を受け取る導関数だと仮定しました。
finding-repair = `{ $source }` とすると、{ $claim }です。
finding-argument = `{ $from }` は活性化関数の導関数に違う配列を渡しています。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-helper = `{ $from }` は違う活性化関数の導関数を使っています。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-axis = `{ $from }` は違う軸で和をとっています。{ $gradients } が { $at } でずれます。
finding-keepdims = `{ $from }` は { $gradients } と形が違います（keepdims、{ $at }）。
finding-sign = `{ $from }` は符号が違います。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-transpose = `{ $from }` は転置が余分か足りない、または積の順序が違います。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-name = `{ $from }` は違う配列を使っています。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-index = `{ $from }` は違う要素を使っています。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-product = `{ $from }` は積の種類が違います。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-factor = `{ $from }` は係数が余分か足りません。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-power = `{ $from }` は指数が違います。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-reduction = `{ $from }` は和と平均を取り違えているか、和をとっていません。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-constant = `{ $from }` は定数が違います。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-comparison = `{ $from }` は不等号の向きが逆です。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-activation = `{ $from }` には活性化関数の導関数がありません。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-accumulate = `{ $from }` は加算と代入を取り違えています。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
finding-precision = `{ $source }` は float64 より低い精度に変換しています。小さな勾配が失われます。
finding-different = `{ $target }` は { $derivative } ではありません（相対差 { $gap }）。直し方は見つかりませんでした。
finding-scaled = `{ $target }` は { $derivative } の { $factor } 倍です。
finding-negated = `{ $target }` は { $derivative } の符号を変えたものです。
finding-transposed = `{ $target }` は { $derivative } の転置です。
finding-collapsed = `{ $target }` は { $derivative } と値は同じですが、形が違います。
finding-shape = { $source } で形が合いません: { $shapes }

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
tolerance-and-digits = tolerance と digits を同時に指定することはできません
tolerance-out-of-range = rtol は 0 以上 1 未満の割合です。{ $found } は使えません
tolerance-empty = tolerance には正の rtol か atol が要ります
digits-one-of = digits には significant か decimals のどちらか一方を書きます
digits-out-of-range = significant は 1 以上、decimals は 0 以上、どちらも { $most } 以下です
key-is-no-number = 導いたものが数ではありません: { $value }。値を指定してください (at x = 1, y = 2)
credit-out-of-range = credit は 0 より大きく 1 以下の割合です。{ $credit } は使えません
rubric-empty = 採点基準が空です。何に点を与えるかを書いてください
keyword-empty = 空のキーワードがあります
choices-too-few = 選択問題には選択肢が二つ以上必要です
choice-unreadable = 選択肢「{ $choice }」の{ $at }文字目が読めません：{ $reason }
form-unknown = 知らない形「{ $target }」です。使えるのは { $known } です
code-syntax = プログラムが Python として正しくありません
code-missing-file = ファイル「{ $file }」がありません
code-missing-function = { $file } に関数「{ $function }」がありません。あるのは { $found } です
code-unknown-name = プログラムが使う「{ $name }」が、どこにも用意されていません
code-unsupported = プログラムに、たどれないものがあります：{ $construct }
code-python2 = { $line }行目：Python 2 のコードです（`{ $source }`）。読めるのは Python 3 だけです
code-notebook = ノートブックとして読めません
code-encoding = 「{ $file }」は UTF-8 ではありません
code-missing-helper = { $line }行目で呼んでいる「{ $name }」がファイルで定義されていません
code-branch = { $line }行目：入力の値によって変わる分岐です: { $source }
code-depends = { $line }行目に必要な「{ $name }」が、{ $on }行目で得られませんでした
code-no-loss = 誤差がどれかわかりません。--loss で指定してください{ $candidates ->
    [none] 。
   *[other] : { $candidates }
}
code-loss-not-scalar = 誤差が一つの数ではありません（形 { $shape }）
code-no-backward = 逆伝播の関数が見つかりません。--backward で指定してください: { $found }
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
cannot-derive-unknown-loss = 「{ $found }」という誤差関数は使えない。使えるのは { $expected }
cannot-derive-unknown-layer = 「{ $found }」という活性化関数は使えない。使えるのは { $expected }
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

## 導出の規則
rule-absolute-value = 絶対値の微分
rule-acos = 逆余弦の微分
rule-acosh = 逆双曲線余弦の微分
rule-argmax = したがって、最大となるのはここである
rule-argmin = したがって、最小となるのはここである
rule-asin = 逆正弦の微分
rule-asinh = 逆双曲線正弦の微分
rule-at-point = 値を代入する
rule-atan = 逆正接の微分
rule-atanh = 逆双曲線正接の微分
rule-attained-at = { $variable } = { $place } で、その値をとる
rule-back-substitution = 途中の量をもとの変数に戻す
rule-bias = バイアス：データについて足し合わせる
rule-binary-cross-entropy = 二値交差エントロピーの微分（成分ごと）
rule-by-definition = 定義による
rule-cbrt = 立方根の微分
rule-ceil = 切り上げの微分（整数以外の点）
rule-chain = 連鎖律：{ $quantity } は { $through } を通して { $variable } に依存する
rule-chain-several = 連鎖律：{ $through } を通るすべての道筋について足し合わせる
rule-completed-square = 平方完成する
rule-constant = 定数の微分は 0
rule-constant-divisor = 定数で割ったものの微分
rule-constant-multiple = 定数倍の微分
rule-cos = 余弦の微分
rule-cosh = 双曲線余弦の微分
rule-cot = 余接の微分
rule-cross-entropy = 交差エントロピーの微分（成分ごと）
rule-cross-entropy-sigmoid = 二値交差エントロピーとシグモイドをまとめて微分：出力から目標を引く
rule-cross-entropy-softmax = 交差エントロピーとソフトマックスをまとめて微分：出力から目標を引く
rule-csc = 余割の微分
rule-definition = 定義の式を微分する
rule-elementwise = 成分ごとの関数：その微分を成分ごとに掛ける
rule-entrywise-factor = 成分ごとの積：もう一方の因子を掛ける
rule-error-function = 誤差関数の微分
rule-evaluate = それぞれの導関数を代入する
rule-exp = 指数関数の微分
rule-exponential-base = 一般の指数関数の微分
rule-exponential-e = 指数関数の微分
rule-floor = 切り捨ての微分（整数以外の点）
rule-gradient = 変数ごとに偏微分する
rule-identity = 変数自身の微分は 1
rule-jacobian = 量ごとに行、変数ごとに列を並べる
rule-known-range = { $kernel } のとる値の範囲による
rule-on-grid = 細かい格子で調べると { $variable } = { $place } のあたり（10 桁まで。証明ではない）
rule-limits-at-ends = 定義域の両端での極限
rule-linear-input = 積の入力側：重みの転置を右から掛ける
rule-linear-weight = 積の重み側：入力の転置を左から掛ける
rule-log = 対数の微分
rule-log-base = 底のある対数の微分
rule-maximum = したがって、これが最大値である
rule-maximum-of-two = 大きいほうの微分（等しくない点）
rule-minimum = したがって、これが最小値である
rule-minimum-of-two = 小さいほうの微分（等しくない点）
rule-negative = 符号の微分
rule-paths-added = 複数の場所で使われているので、寄与を足し合わせる
rule-power = 累乗の微分
rule-power-variable = 底と指数がともに変わる累乗の微分
rule-product = 積の微分
rule-quotient = 商の微分
rule-reciprocal = 逆数の微分
rule-relu = ReLU の微分（0 以外の点）
rule-repeated = もう一度微分する
rule-root = 累乗根の微分
rule-same-quantity = 同じ量なので、勾配も同じ
rule-sec = 正割の微分
rule-sech = 双曲線正割の微分
rule-second-order-test = { $variable } = { $place } での2階導関数の符号
rule-sigmoid = シグモイド関数の微分
rule-sign = 符号関数の微分（0 以外の点）
rule-sin = 正弦の微分
rule-sinh = 双曲線正弦の微分
rule-softmax = ソフトマックスの微分
rule-softmax-rows = 行ごとのソフトマックスの微分
rule-softplus = ソフトプラスの微分
rule-sqrt = 平方根の微分
rule-square-nonnegative = 平方は負にならない。等号が成り立つのは { $equal } のときだけ
rule-squared-error = 二乗誤差の平均の微分
rule-stationary-points = 導関数が 0 になるところ
rule-step = 階段関数の微分（0 以外の点）
rule-subtracted = 引かれる量では符号が変わる
rule-sum = 和の微分
rule-summand = 和の各項の勾配は、和の勾配と同じ
rule-tan = 正接の微分
rule-tanh = 双曲線正接の微分
rule-unknown-function = 一般の関数の連鎖律
rule-with-inner = { $rule }（u = { $inner } とおく）
rule-zeros = 0 になるところを求める
numpy-grid-agrees = NumPy で細かい格子の上の最大・最小と照合し、一致しました（相対誤差 { $relative_error }）。
numpy-grid-disagrees = NumPy の格子の上の最大・最小と一致しません（相対誤差 { $relative_error }）。
reading-other-left-side = 左辺 { $found } は、求める { $asked } ではありません。
derive-answer = 答え：{ $answer }
derive-verified = どの段階も確かめました。
derive-not-verified = 確かめられない段階があります。
derive-condition = 条件：{ $condition }
cannot-derive-not-a-definition = 「{ $text }」は定義ではありません
rewrite-premises = 求めた導関数を代入する
rewrite-in-names = 途中の量の名前で書く
rewrite-back-substitution = 途中の量をもとの変数に戻す
rewrite-at-point = 値を代入する
rewrite-zeros-and-ones = 0 と 1 を省く
rewrite-signs = 符号を整理する
rewrite-arithmetic = 数を計算する
rewrite-collecting = 累乗と同類項をまとめる
rewrite-ordering = 順序を整える
rewrite-common-factor = 共通因数をくくり出す
rewrite-cancelling = 分母を払う
rewrite-expanding = 展開する
rewrite-split-fraction = 分数を分ける
rewrite-complement = e^-u / (1 + e^-u) = 1 - 1/(1 + e^-u) を使う
rewrite-recognise-sigmoid = シグモイドの形にする

## 講座のページ
activation-sigmoid = シグモイド
activation-tanh = tanh
activation-relu = ReLU
activation-swish = swish
course-vanishing-gradient = 勾配消失問題
course-slope = シグモイド関数の傾き
course-slope-text = 傾きはシグモイド関数自身で書ける。
course-maximum = 傾きの最大値
course-maximum-text = 平方完成すると、傾きがどこでも 1/4 を超えないことと、1/4 になる場所が同時にわかる。
course-bound = 各層に1ユニットの場合
course-bound-text = 層 $a_l = \sigma(w_l a_{"{"}l-1{"}"} + b_l)$ をたどると、連鎖律により、層ごとに重み $w_l$ と傾きが1つずつ掛かる。3層の場合を書く。層が増えれば、同じ2つの因子が増える。
course-hypothesis = $4^{"{"}-L{"}"}$ で抑えられる条件
course-hypothesis-text = $4^{"{"}-L{"}"}$ で抑えるには、どの重みも大きさが 1 以下であるという仮定が要る。仮定がなければ上界は $(\max\left|w_l\right|/4)^L$ で、$\left|w_l\right| = 4$ 以上では小さくならない。$w_l = 8$、$L = 5$ では 32 になる。
course-norms = 各層に複数のユニットがある場合
course-norms-text = 行列でもスペクトルノルムについて同じことが成り立つ。傾きは対角行列の成分になり、そのノルムは最大の成分に等しい。
course-others = ほかの活性化関数
course-others-text = 上界には、層ごとに最大の傾きが1つずつ掛かる。最大の傾きが 1 なら、それだけでは勾配は小さくならない。
course-activation = 活性化関数
course-largest-slope = 傾きの最大値
course-how-known = 根拠
course-known-completed-square = 平方完成による
course-known-known-range = 階段関数のとる値による
course-known-on-grid = 格子で調べた値（10 桁まで。証明ではない）
figure-slope = シグモイド関数とその傾き
figure-slope-description = シグモイド関数は 0 から 1 まで増える。傾きは釣り鐘の形で、0 のとき最大値 1/4 をとる。
figure-depth = 層の数と勾配のノルム（測定値）
figure-depth-description = 幅 16 の乱数のネットワーク 40 個について、最後の層を最初の層で微分したスペクトルノルムの中央値を対数目盛で示す。シグモイドで最も速く小さくなり、上界より下にある。tanh ではほとんど小さくならない。
figure-depth-bound = 上界（シグモイド）
figure-depth-layers = 層の数 L
figure-depth-norm = ‖∂a(L)/∂a(0)‖
rule-product-bound = どの傾きも最大値以下である
rule-bound-under-hypothesis = どの重みも大きさは 1 以下とする
rule-jacobian-chain = ベクトルの連鎖律：層ごとに傾きの対角行列と重み行列が掛かる
rule-norm-of-product = 積のノルムは、ノルムの積以下である
rule-norm-of-diagonal = 対角行列のノルムは最大の成分（傾き）に等しい
rule-norm-bound = したがって、これが上界である
