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
sheet-answer-sheet = 解答用紙
sheet-worked-answers = 解答と導出
sheet-variant = バージョン { $variant }
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
reading-spreadsheet-error = 「{ $found }」は、表計算ソフトが解答を自分の数式と解釈したときの表示です。入力されたものは残っていません。
reading-spreadsheet-negative = 「{ $found }」は、表計算ソフトが括弧つきの数を変えたものです。選択肢の番号とはみなしません。
reading-no-such-statement = プログラムにない文です。{ $near ->
    [none] {""}
   *[other] 最も近いのは{ $line }行目「{ $near }」です。
}
reading-several-answers = 答えが二つ以上あります。一つだけ書いてください。
reading-no-variant = どのバージョンへの解答か分かりません{ $found ->
    [none] 。
   *[other] （「{ $found }」というバージョンはありません）。
}
reading-not-on-sheet = バージョン { $variant } にこの問題はありません。
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

## 導出の各行と終わり方
line-expected = { $line }行目は正しいです。
line-correct = { $line }行目は正しいです。
line-detour = { $line }行目は別の道筋ですが、正しいです。
line-follow-through = { $line }行目はそれまでに書いたことから正しく導かれているので、これ以上の減点はありません。
line-incomplete = { $line }行目は値は正しいですが、因子が一つ抜けています。
line-form = { $line }行目は正しいですが、最後の答えに途中の量が残っています。
line-buggy = { $line }行目が誤りです。
line-not-equivalent = { $line }行目が誤りです。
line-undecided = { $line }行目は判定できませんでした。
end-not-reached = 導出が最後まで書かれていません。最後の行が求める量の式になっていません。
end-named = 最後の答えに途中の量が残っています。
end-no-lines = 答えだけが書かれています。途中式も求められています。
end-undecided = 最後の答えは判定できませんでした。
reading-no-formula = 判定できる式がありません。
reading-limit-lines = 導出が{ $limit }行を超えています。
reading-parts-not-told-apart = どの答えがどの小問のものかわかりません。(a) ... のように、答えの前に小問の名前（{ $parts }）を書いてください。
misconception-dropped-factor = この行と一つ前の行を、因子ごとに比べてください。どの因子も残っていますか。
misconception-substituted-inner-derivative = 最後に、途中の量をもとの式に戻します。その場所に何を入れましたか。
misconception-inner-other-variable = ここで変化する変数は一つだけで、ほかの文字は数と同じです。そのような文字の微分は何ですか。
misconception-expand-slip = もう一度展開して、項ごとに比べてください。
misconception-log-kept = 微分したはずの対数がそのまま残っています。対数の微分は何ですか。
misconception-not-substituted = 答えには途中の量を残しません。それぞれ何を表していましたか。

## 小問、解答の回数、ヒント
part-right = 小問{ $part }は正解です。
part-follows = 小問{ $part }は求める値ではありませんが、前の答えから正しく導かれているので、点が与えられます。
part-wrong = 小問{ $part }は誤りです。
part-blank = 小問{ $part }には答えがありません。
part-partly = 小問{ $part }は部分的に正しいです。
part-undecided = 小問{ $part }は判定できませんでした。
misconception-credit = よくある誤りで、この問題ではそれに配点の { $share } が与えられます。
attempt-penalty = { $attempt }回目の解答なので、配点の { $taken } が引かれます。
attempt-exceeded = { $attempt }回目の解答です。点が与えられるのは{ $attempts }回目までです。
hint = ヒント：{ $hint }

## 問題ファイル：配点
credit-unknown = credit の「{ $name }」は、quiz check --report に出る誤りの名前ではありません{ $known ->
    [none] { "" }
   *[other] 。ほかに使えるのは { $known } です
}
keep-unknown = keep の「{ $name }」は定義された量ではありません。定義されているのは { $known } です
wanted-no-derivatives = 途中式を判定できるのは、スカラーの微分の式を求める問題だけです。「{ $wanted }」はそうではありません
credit-not-whole = 途中の行と最後の答えの credit の合計が { $sum } です。配点を分けるので、1 でなければなりません
part-twice = 「{ $name }」という小問が二つあります

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
statement-other-parameter = { $line }行目は { $other } です。ここで { $derivative } と値が等しいのは、形が { $shapes } だからです。{ $derivative } を計算しているのは{ $first }行目です。
statement-no-derivative = { $line }行目は、誤差の導関数ではありません。
statement-scaled = { $line }行目は { $wanted } の { $factor } 倍です。
statement-negated = { $line }行目は { $wanted } の符号を変えたものです。
statement-transposed = { $line }行目は { $wanted } の転置です。
statement-other-equation = { $line }行目は { $wanted } を計算していません。
other-reading-right-under-other-reading = 記号を別の意味（{ $reading }）に読めば正解です。そのときに求められるのは { $derivative } です。
key-key-not-usable = この問題の正解は検査に通っていないため、採点しません。

## 根拠：正解
derivation-verified = { $steps } 段階で導出しました。どの段階も SymPy または数値で確かめ、否定されたものはありません。SymPy が独立に求めた答えと等しいことも証明されています。
derivation-put-in = パラメータを文字のまま導出し、証明しました。{ $values } を代入した式は、規則による { $steps } 段階の導出の結果と同じです。
derivation-not-verified = 導出の次の段階が検査に通りませんでした：{ $steps }。
derivation-proved-at-sizes = { $sizes } の形のすべての入力について、各成分が偏導関数に等しいことが証明されています。
derivation-proved-all-shapes = すべての入力とすべての形について、添字の形で証明されました。{ $sizes } でも各成分を確かめました。
derivation-no-statement = { $derivative } を計算していると証明できる文が、プログラムにありません。
derivation-one-choice = 導出した値と等しいと証明された選択肢は、ちょうど一つです。
derivation-no-choice = 導出した値 { $value } と等しい選択肢が { $matches } 個あります。ちょうど一つでなければなりません。
assumption-one-hot = { $condition } を前提としています。one-hot 表現や割合を表す目標値では成り立ちます。
assumption-vanishing = { $condition } を前提としています。対数や商を有限に保つための小さな数は 0 とみなします。
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
review-unread = { $backward } と { $forward } はたどれません{ $line ->
    [none] { "" }
   *[other] （{ $line }行目）
}：{ $reason }
review-at = { $line ->
    [0] {""}
   *[other] { $line }行目：
}
review-no-findings = 誤りは見つかりませんでした。
review-note-kink = 折れ目（ReLU の 0、二つの値が等しいところ）では何も主張しません。
review-note-shift = 行の最大値を引く操作は打ち消し合い、誤差に影響しません。
review-note-loops = 繰り返しは、形と層の数で決まる回数だけたどりました。
review-nothing = この誤差の導関数である行はありません。誤差（--loss）と形（--shape）は正しいですか。
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
condition-assumed = 。{ $condition } と仮定した場合
otherwise-pre-activation = { $helper } が総入力を受け取る導関数だとすると：
otherwise-activation = { $helper } が活性化関数の値を受け取る導関数だとすると：
assumed-usual = { $helper } はこのファイルで定義されていないので、ふつうの意味だと仮定しました。
assumed-pre-activation = { $helper } はこのファイルで定義されていないので、総入力を受け取る導関数だと仮定しました。
assumed-activation = { $helper } はこのファイルで定義されていないので、活性化関数の値を受け取る導関数だと仮定しました。
finding-repair = `{ $source }` とすると、{ $claim }です。
finding-argument = `{ $from }` は{ $takes ->
    [pre_activation] 、総入力を受け取る { $helper } に、総入力ではない { $argument } を渡しています
    [activation] 、活性化関数の値を受け取る { $helper } に、別の配列 { $argument } を渡しています
   *[other] 活性化関数の導関数に違う配列を渡しています
}。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。
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
finding-different = `{ $target }` は { $derivative } ではありません。{ $gradients } は { $at } で最大 { $gap }（相対）ずれます。直し方は見つかりませんでした。
finding-scaled = `{ $target }` は { $derivative } の { $factor } 倍です。
finding-negated = `{ $target }` は { $derivative } の符号を変えたものです。
finding-transposed = `{ $target }` は { $derivative } の転置です。
finding-collapsed = `{ $target }` は { $derivative } と値は同じですが、形が違います。
finding-shape = { $source } で形が合いません: { $shapes }

## quiz check：問題が見分けられない誤り
blind-declared = 見分けられない誤り（宣言済み）：{ $labels }。
blind-new = 見分けられない誤り：{ $labels }。この誤りをしても答えは正しくなります。blind_spots に書くか、問題を変えてください。
blind-seen = 見分けられないと宣言されていますが、見分けられる誤りです：{ $labels }。
blind-together = 互いに区別できない誤り：{ $labels }。
blind-twin = もっとよく見分けられる双子の問題：{ $given }（見分けられない誤りは { $count } 個）。
bank-unknown-misconception = 「{ $found }」という誤りの型はありません

## quiz fit-priors
fit-bad-line = { $line }行目は結果として読めません（{ $reason }）。
fit-done = 誤答 { $count } 件から求めました。

## quiz check, quiz new
check-usable = 合格
check-unusable = 不合格
check-variants = バージョンを { $made } 個作成（うち異なるもの { $different } 個）
check-variant = バージョン { $variant }（{ $values }）: { $what }
check-more = ほか { $count } 件
variant-no-points = 定義域に点がありません
variant-key-unusable = 正解を使えません（{ $checks }）
variant-degenerate = ほかのバージョンと違い、正解が { $names } によりません
variant-blind = ほかのバージョンと違い、この誤りをしても正解になります：{ $labels }。where でこの値を除くか、blind_spots に書いてください。
check-summary = { $of } 個の正解のうち { $usable } 個が、導出・証明・照合に合格しました{ $files ->
    [0] 。
   *[other] 。誤りのあるファイルが { $files } 個あります。
}
sample-differs = 解答例「{ $answer }」の判定は「{ $found }」で、「{ $expected }」ではありません
take-how = 一問ずつ一行で答えてください。空行で飛ばし、Ctrl-D で終わります。
take-prompt = 答え：
take-prompt-lines = 答え（複数行、空行で終わり）：
take-skipped = 飛ばしました。
take-summary = { $count } 問のうち { $answered } 問に答えました。{ $earned } 点（判定済みの配点 { $decided }、配点 { $of }）。
quality-question = 問題
quality-kind = 種類
quality-points = 配点
quality-steps = 段階
quality-sees = 見える誤り
quality-blind = 見えない誤り
quality-blind-spots = { $question } では見えない誤り：{ $labels }
quality-together = { $question } では区別できない誤り：{ $labels }
quality-rules = 微分の規則と、それが必要な問題の数：{ $rules }
quality-misconceptions = 誤概念と、それが見える問題の数：{ $labels }
quality-unseen = どの問題でも見えない誤概念：{ $labels }
quality-alike-same = { $first } と { $second } は同じ問題です
quality-alike-numbers = { $first } と { $second } は数だけが違います
check-watching = ファイルの保存を待っています。Ctrl-C で終わります。
check-saved = 保存されました：{ $files }
check-unlisted = { $file }：この問題は test.yaml にないので、出題されません
new-not-empty = { $folder } は空ではありません。新しいフォルダーを指定してください。
new-next = 次に { $folder }/{ $name }.quiz.md を書き換えて、quiz check { $folder } を実行してください。
new-name-missing = { $folder } はすでにテストです。新しい問題の名前も付けてください：quiz new { $folder } 名前
new-exists = すでにファイルがあるので、何も書きませんでした：{ $files }
new-bad-name = 「{ $name }」は問題の名前にできません。英字、数字、_ を使ってください
new-no-list = { $file } に、問題を加える questions の並びがありません
new-which-kind = 問題の種類
kind-choice = 選択肢から選ぶ
kind-code = NumPy の文や関数を書く
kind-code-line = プログラムの中で導関数を計算している行を答える
kind-derivation = 途中式を書いて導関数を求める
kind-formula = 導関数などの式を答える
kind-matrix = 勾配などの行列やベクトルを答える
kind-number = 数を答える（厳密に、または許容誤差つき）
kind-text = 文章を書く（人が採点する）
did-you-mean = （「{ $near }」のことですか）

## 問題ファイル
bank-no-front-matter = 問題ファイルは、--- だけの行で始め、項目を書き、もう一度 --- だけの行を置きます
bank-front-matter-open = 項目が --- で始まっていますが、終わりの --- の行がありません
bank-yaml = YAML の誤り：{ $reason }
bank-yaml-tab = YAML の字下げにタブは使えません。空白を使ってください
bank-yaml-character = 「{ $found }」で始まる値は、"{ $found }x" のように引用符で囲んでください
bank-yaml-alias = * や & で始まる値は、引用符で囲んでください
bank-yaml-colon = コロンと空白を含む値は、引用符で囲んでください。または、この行の字下げが深すぎます
bank-yaml-no-colon = この行にコロンがありません。項目は「名前: 値」と書きます
bank-yaml-bracket = 終わりの「{ $found }」かコンマが足りません。コロンやコンマを含む値は、引用符で囲んでください
bank-yaml-escape = 二重引用符の中では、バックスラッシュが次の文字の意味を変えます。TeX は '\frac' のように一重引用符で囲んでください
bank-yaml-quote = この引用符が閉じていません
bank-yaml-indent = この行の字下げが、上の行とそろっていません
bank-unknown-field = 知らない項目「{ $field }」です{ $known ->
    [none] { "" }
   *[other] 。使えるのは { $known } です
}
bank-field-of-another-kind = 項目「{ $field }」は、ほかの種類（{ $kinds }）の問題のものです
bank-not-this = { $field } が「{ $found }」です。{ $expected ->
    [fraction] 2 や 1/2 のような数
    [list] ["z = t^2", "t = x + y"] のような並び
    [fields] {"{"}名前: 値{"}"} のような項目の組
    [text] 一つの値
    [integer] 整数
    [boolean] true か false
   *[other] 0.01 のような数
}にしてください
bank-out-of-bounds = { $field } が { $found } です。{ $relation ->
    [gt] { $bound } より大きく
    [ge] { $bound } 以上に
    [lt] { $bound } より小さく
   *[other] { $bound } 以下に
}してください
bank-too-few = { $field } には { $least } 個以上が必要です
formula-unreadable = 「{ $text }」を読めません。{ $reason }
formula-unknown-word = 「{ $name }」という関数や名前はありません。{ $product } と読まれます
given-not-a-definition = 「{ $text }」は定義ではありません。「名前 = 式」と書いてください{ $word ->
    [none] { "" }
   *[other] 。「{ $word }」は文字の積と読まれます。名前は1文字に、数字や添字を付けたもの（L, W1, w_ji など）です
}
wanted-no-derivative = 「{ $wanted }」は導関数ではありません
wanted-unknown-name = 「{ $name }」は given にありません。あるのは { $known } です
domain-unknown-name = 「{ $name }」はこの問題にありません。あるのは { $known } です
domain-unknown = 「{ $declaration }」という定義域はありません。real, positive, nonnegative, nonzero, integer, complex, ge(a), interval(a,b) のいずれかにしてください
credit-not-a-share = credit が { $credit } です。得点の割合なので、0 以上 1 以下にしてください
bank-too-large = ファイルが大きすぎます（上限 { $most }）
bank-no-file = ファイルを読めません：{ $reason }
bank-control = ここに目に見えない文字（{ $found }）があります。取り除いてください
body-twice = 「{ $heading }」が2回あります。前のものが失われてしまいます
bank-not-utf8 = ファイルが UTF-8 ではありません。UTF-8 で保存してください
bank-not-a-mapping = ここには「名前: 値」の形の項目が必要です
bank-twice = 項目「{ $field }」が二つあります
bank-missing-field = 項目「{ $field }」がありません
bank-not-one-of = { $field } が「{ $found }」です。{ $expected } のいずれかにしてください
bank-wrong-value = { $field } の「{ $found }」が正しくありません：{ $reason }
bank-unknown-kind = 知らない種類「{ $found }」です。使えるのは { $known } です
body-unknown-language = 見出し「{ $name }」は言語ではありません。問題文は { $known } のいずれかの下に書きます
body-without-language = この文の上に言語の見出しがありません。# ja か # en を書いてください
body-heading-printed = 「{ $name }」の下の文は、問題用紙に印刷されます
body-maths-open = この { $mark } で始まる式が、この段落の中で閉じていません
body-fence-open = このコードブロックが { $fence } で閉じていません
body-no-parameters = この問題には、ここに入れる parameters がありません。parameters: {"{"}{ $name ->
    [none] a
   *[other] { $name }
}: integer 2..9{"}"} のように宣言してください
bank-no-body = 問題文がありません。{ $languages } のいずれかの下に書いてください
bank-no-test = テスト「{ $test }」がありません。付属のテスト（{ $known }）でも、test.yaml のあるフォルダーでもありません
bank-no-question = 問題「{ $question }」のファイル { $file } がありません
bank-unknown-question = 問題「{ $question }」がありません。あるのは { $known } です
wanted-not-a-chain = 「{ $wanted }」は、前の分母が次の分子になる導関数の積ではありません
choices-twice = choices と distractors の両方があります。どちらか一方にしてください
tolerance-and-digits = tolerance と digits を同時に指定することはできません
tolerance-out-of-range = rtol は 0 以上 1 未満の割合です。{ $found } は使えません
tolerance-empty = tolerance には正の rtol か atol が要ります
digits-one-of = digits には significant か decimals のどちらか一方を書きます
digits-out-of-range = significant は 1 以上、decimals は 0 以上、どちらも { $most } 以下です
key-is-no-number = 導いたものが数ではありません: { $value }。値を指定してください (at x = 1, y = 2)
rubric-empty = 採点基準が空です。何に点を与えるかを書いてください
keyword-empty = 空のキーワードがあります
choices-too-few = 選択問題には選択肢が二つ以上必要です
choices-equal = 選択肢 ({ $first }) と ({ $second }) は同じ値です
parameter-no-name = 「{ $name }」はパラメータの名前にできません
parameter-taken = 「{ $name }」は given で定義されているので、パラメータにできません
parameter-differentiated = 「{ $name }」は微分に使われているので、パラメータにできません
parameter-unknown = { $name } の「{ $declaration }」を読めません。integer 2..9 または one of 1/2, 2, 3 のように書いてください
parameter-unused = パラメータ「{ $name }」は given にも wanted にもありません。あるのは { $known } です
where-unreadable = 「{ $where }」は条件になっていません。a != b のような比較を書いてください（コンマで区切ると複数書けます）
where-unknown-name = where の「{ $name }」はパラメータではありません
where-never = { $where } を満たすパラメータの値がありません
body-syntax = 本文に、閉じていないブロックか知らないブロックがあります: { $reason }
body-unknown-name = 本文の「{ $name }」はパラメータではありません
body-failed = 本文に値を入れられません: { $reason }
draw-twice = テスト全体の draw と、グループごとの draw は同時に使えません
draw-too-many = { $of } 問から { $count } 問は選べません
draw-unequal-points = 選ばれる問題の配点は等しくなければなりません（どの用紙も満点が同じになるように）
bank-question-twice = 問題「{ $question }」が2回出てきます
form-unknown = 知らない形「{ $target }」です。使えるのは { $known } です
code-no-function = 「{ $reference }」に関数の名前がありません。file.py:関数 と書いてください
code-two-files = listing と forward は、同じファイル（{ $file }）の関数でなければなりません
shapes-missing = { $names } の形がありません。shapes: {"{"}{ $name }: [N, I]{"}"} のように書いてください
reading-unknown-variable = プログラムに変数「{ $name }」がありません。あるのは { $known } です
listing-not-followed = プログラムをたどれません（{ $file }{ $line ->
    [none] { "" }
   *[other] 、{ $line }行目
}）：{ $reason }
equation-not-followed = 式 “{ $wanted }” をたどれません：{ $reason }
loss-not-usable = 誤差「{ $loss }」を使えません：{ $reason }
code-syntax = { $line ->
    [none] {""}
   *[other] { $line }行目：
}Python として正しくありません：`{ $source }`
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
code-no-loss = 誤差がどれかわかりません。loss または --loss で指定してください{ $candidates ->
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
cannot-derive-no-maximum = { $expression } には、定義域での最大値がありません
cannot-derive-no-minimum = { $expression } には、定義域での最小値がありません
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
answers-no-question = 問題（{ $questions }）に対応する列がありません。あるのは { $known } です。--map 列=問題 で列を、または --test でテストを指定してください
answers-unknown-question = 問題「{ $question }」がありません。あるのは { $known } です
answers-no-notebooks = { $folder } にノートブックがありません
answers-column-twice = { $columns } はどちらも { $meaning } を表します。使わない列を --map 列名=- で示してください
answers-empty = { $file } に解答がありません（使えなかった行：{ $skipped }）
answers-column = 列「{ $column }」：{ $meaning }
answers-skipped = { $row }行目は使いません：{ $reason }
row-too-long = セルが { $found } 個ありますが、見出しは { $expected } 個です
row-not-json = 文字列の JSON オブジェクトではありません（{ $reason }）
row-above-header = 列の名前がある{ $header }行目より上にあります
row-answered-again = { $student } は{ $later }行目でもう一度解答しています。同じ問題に複数の解答があれば最後のものを採点します
row-no-student = 受験者がありません
row-unknown-question = 知らない問題「{ $question }」です（受験者 { $student }）
cell-several-questions = { $student } のセルに複数の設問（{ $questions }）の印があります
cell-no-attempt = 「{ $found }」は回数として読めません。{ $student } の解答は1回目として扱いました
sheet-not-read = シート「{ $sheet }」は読んでいません（「{ $read }」だけを読みました）
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
rule-compared-at = 比べるために、{ $variable } = { $place } での値
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

## 誤りの型：その段階に立ち戻るためのヒント
diagnosis-one = ヒント：{ $hint }
diagnosis-either = この答えになる間違いは一つではありません。{ $hint }または：{ $other }
misconception-chain-forgot-inner = 関数の中に別の関数が入っているところを見直しましょう。外側は微分してあります。内側の分の因子はありますか。
misconception-chain-outer-at-inner-derivative = 外側の導関数の中身を見直しましょう。もとの関数の中に入っていたものと比べてみてください。
misconception-chain-outer-not-differentiated = 内側の分の因子はあります。外側の関数そのものは微分しましたか。
misconception-chain-inner-only = 内側の関数の微分だけが残っています。外側の関数はどこへ行きましたか。
misconception-chain-added = 連鎖律の部品はそろっています。連鎖律はそれらをどう組み合わせますか。
misconception-chain-inverted = 連鎖律の因子の一つが逆さのようです。どれも分数で書いて、どの文字が消し合うかを見てください。
misconception-inner-not-differentiated = 連鎖律では内側の関数の分の因子が要ります。そこにあるのは内側の関数そのものですか、その導関数ですか。
misconception-inner-zero = 内側の関数は本当に変数によらないのでしょうか。まずそれだけを微分してみてください。
misconception-wrong-variable = どの文字で微分する問題でしょうか。その文字に印を付け、ほかの文字は数と同じに扱いましょう。
misconception-power-keep-exponent = べきを微分したあとの指数を見直しましょう。
misconception-power-no-coefficient = べきを微分すると、指数が変わるほかにもう一つ起きることがあります。べきの前を見てください。
misconception-power-exponent-plus = べきを微分すると、指数はどちらの向きに動きますか。
misconception-integrated = 答えのその部分を微分してみてください。もとの式に戻りませんか。どちら向きの計算をしたか見直しましょう。
misconception-power-rule-on-exponential = 変数は底にありますか、指数にありますか。べきの微分の公式が使えるのは、その一方だけです。
misconception-exp-no-log = 底は e ですか。そうでないときは、導関数に因子がもう一つ付きます。
misconception-product-of-derivatives = 積を微分したところがあります。同じやり方で x 掛ける x を微分して、比べてみてください。
misconception-product-first-only = 積には因子が二つあり、どちらも変化します。片方を忘れていませんか。
misconception-product-second-only = 積には因子が二つあり、どちらも変化します。はじめの因子の変化は答えに入っていますか。
misconception-product-minus = 積の微分の二つの項はあります。そのあいだの符号を見直しましょう。
misconception-quotient-of-derivatives = 商を微分したところがあります。同じやり方で x² 割る x を微分して、比べてみてください。
misconception-quotient-swapped = 商の微分では、分子の二つの項の順序が大切です。先に微分するのはどちらですか。
misconception-quotient-plus = 商の微分の、分子の二つの項のあいだの符号を見直しましょう。
misconception-quotient-no-square = 商の微分をしたあとの分母を見直しましょう。
misconception-const-one = 変数によらない文字か数を微分したところがあります。そういうものの導関数は何ですか。
misconception-const-kept = 変数によらない文字か数が、微分したあともそのまま残っています。その導関数は何ですか。
misconception-drop-constant = 微分したものの前に定数の因子がありました。そういう因子は微分するとどうなりますか。
misconception-drop-term = もとの和の項を数えてみてください。それぞれの導関数が答えにありますか。
misconception-trig-sign = 三角関数の導関数の符号を見直しましょう。グラフは 0 のあたりで上がりますか、下がりますか。
misconception-sign-flip = 途中で符号が一つ変わっています。マイナスの付いた項を一つずつ確かめてください。
misconception-sign-overall = 全体の符号を確かめましょう。変数の値を一つ選ぶと、そこで関数は増えますか、減りますか。
misconception-freshman-dream = 和のべきや根は、べきや根の和と同じでしょうか。1 と 1 で試してみてください。
misconception-sigmoid-no-one-minus = シグモイド関数の導関数を関数の値で表すと、因子が二つあります。足りないのはどちらですか。
misconception-sigmoid-only-one-minus = シグモイド関数の導関数を関数の値で表すと、因子が二つあります。一つはあります。もう一つは何ですか。
misconception-sigmoid-plus = シグモイド関数の値が 1 に近づくとき、傾きは大きくなるでしょうか。括弧の中の符号を見直しましょう。
misconception-sigmoid-negated = シグモイド関数はどこでも増加します。導関数の符号はどちらですか。
misconception-sigmoid-arg-not-activation = シグモイド関数の導関数の短い公式は、入力ではなく関数の値を使って書かれます。どちらを入れましたか。
misconception-tanh-no-square = tanh の導関数を関数の値で表す公式を見直しましょう。tanh が -1 に近いところで確かめてみてください。
misconception-tanh-like-sigmoid = これはどの活性化関数ですか。使った公式は別の活性化関数のものです。
misconception-log-one-over-x = 対数の中にあるのは何ですか。導関数はそれで決まり、変数だけでは決まりません。
misconception-sqrt-no-half = 根号をべきに書き直して、もう一度微分してください。前に何が出ますか。
misconception-relu-one = 0 より左で、この関数のグラフはどうなっていますか。
misconception-abs-one = 0 より左で、絶対値のグラフはどうなっていますか。
misconception-not-differentiated = 答えを、与えられた式と比べてください。微分してありますか。
misconception-place-for-value = 最大値（最小値）をとる場所と、その値とは別のものです。問われているのはどちらですか。
misconception-error-sign = 誤差の導関数で、出力と目標値の順序を見直しましょう。
misconception-half-not-cancelled = 誤差は二乗の平均の半分です。二乗を微分すると、その半分はどうなりますか。
misconception-mean-forgotten = 誤差は平均です。それは導関数に残っていますか。
misconception-transpose-missing = 積のどの行列にも形を書き添えてみてください。隣り合う大きさは合いますか。
misconception-order-swapped = 行列の積は順序を変えられません。形を書き添えて、どの順序なら合うかを見てください。
misconception-gradient-transposed = 勾配の形は、微分する変数の形と同じです。あなたの答えはどんな形ですか。
misconception-bias-not-summed = 同じバイアスがすべてのデータに使われます。データごとの寄与はどうなりますか。
misconception-slope-missing = さかのぼる途中に活性化関数があります。そこでどんな因子が掛かりますか。
misconception-softmax-as-elementwise = ソフトマックスの各出力は、一つの入力だけで決まりますか。
misconception-missing-first = 微分される量から鎖をたどってください。最初のつながりは因子の中にありますか。
misconception-missing-middle = 鎖を一つずつたどってください。どの因子も、一つ前の因子が終わるところから始まっていますか。
misconception-missing-last = 微分する変数まで鎖をたどってください。因子はそこまで届いていますか。
misconception-sum-for-product = 因子はそろっています。連鎖律はそれらをどう組み合わせますか。
misconception-inverted-factor = 因子の一つが逆さです。隣り合う因子で、どの文字が消し合うはずですか。
misconception-wrong-denominator = 分母を見直しましょう。どの分母も、次の因子の分子と同じになるはずです。
misconception-wrong-numerator = 分子を見直しましょう。どの分子も、一つ前の因子の分母と同じになるはずです。
misconception-extra-factor = 鎖はどこで終わるはずですか。最後の因子を、問われている変数と比べてください。
misconception-repeated-factor = 鎖の同じつながりが二度使われています。順にたどって印を付けてください。

## Exports
assertions-how = 各問のすぐ下のセルに解答してください。確認に通れば何も表示されません。
assertions-answer = 次のセルに書く形：
assertions-wrong = 求められている答えではありません。
assertions-choice = 選択肢または行の番号を入れてください。
assertions-number = 数を入れてください。
assertions-function = 関数を定義してください。
misconception-sign = 符号と、どちらからどちらを引くのかを見直してください。
misconception-factor = 大きさを比べてください。どの数、またはどの軸の長さで掛けたり割ったりすれば合いますか。
misconception-transpose = 二つの因子と結果の形を書き出してください。どの軸がどこに来るべきですか。
misconception-shape = 結果の形と、微分する変数の形を並べて書いてください。
misconception-precision = どの型で計算していますか。勾配は小さな数になることがあります。
misconception-axis = データはどの軸に並んでいますか。和をとっているのはどの軸ですか。
misconception-keepdims = keepdims は、ここで形をどう変えますか。
misconception-product = それぞれの積は、成分ごとの積ですか、行列の積ですか。
misconception-argument = 活性化関数のその微分は、関数の値と、関数に入る値の、どちらで書かれていますか。
misconception-helper = その微分は、どの活性化関数のものですか。
misconception-activation = 誤差は活性化関数を通って戻ります。そこで何が掛かりますか。
misconception-name = 使った配列を一つずつ見直してください。そこに来るべきものですか。
misconception-index = 取り出すべき要素と、取り出している要素を比べてください。
misconception-power = 累乗を見直してください。
misconception-reduction = 誤差はデータについての和ですか、平均ですか。その文ではどちらをとっていますか。
misconception-constant = 書かれている数を見直してください。
misconception-comparison = 比較はどちら向きであるべきですか。
misconception-accumulate = すでにある値に足すべきですか、置き換えるべきですか。
## 根拠：書かれたプログラム
program-all-shapes = `{ $target }` が求める値になることが、すべての入力とすべての形について証明されています。
program-shapes = `{ $target }` の各成分が求める値になることが、{ $sizes } の形のすべての入力について証明されています。
program-agreed = `{ $target }` は { $points } 個の点で求める値になります。すべての入力についての証明はありません。
program-witness = { $at } のとき、`{ $target }` の成分 { $entry } は { $student } ですが、正しくは { $key_value } です。
program-witness-hidden = { $at } のとき、`{ $target }` の成分 { $entry } は { $student } で、求める値ではありません。
program-precision = `{ $target }` が float64 より低い精度で計算されています。{ $at } のとき、成分 { $entry } は { $key_value } であるべきところ { $student } です。
program-precision-hidden = `{ $target }` が float64 より低い精度で計算されています。{ $at } のとき、成分 { $entry } は { $student } で、桁が失われています。
program-shape = { $at } のとき、`{ $target }` の形は { $student } ですが、正しくは { $key_value } です。
program-shape-hidden = { $at } のとき、`{ $target }` の形は { $student } で、求める形ではありません。
program-does-not-fit = { $at } のとき、NumPy では `{ $source }` を計算できません。形は { $shapes } です。
program-missing = `{ $target }` がありません。
program-spoils = 値は正しいのですが、{ $targets } が正しくなくなります。
program-removable-points = 値がちょうど 0 のところでだけ、`{ $target }` が異なります。
program-equal-if = { $condition } なら正しくなります。
program-open-limit = このプログラムをたどるには { $about } が多すぎます。
program-open-branch = { $line }行目が入力の値によって分岐するため、比較では何を計算するかわかりません：{ $about }
program-open-unsupported = { $line }行目に、たどれないものがあります：{ $about }
program-open-missing-helper = { $line }行目で呼んでいる「{ $about }」が定義されていません。
program-open-near = 値の差が小さく、丸め誤差かどうか判断できません。
program-open-undefined = 求める値が有限である入力で、このプログラムの値が有限になりません。
program-open-other = このプログラムは判定できませんでした：{ $about }
reading-code-syntax = { $line }行目が Python として正しくありません。
reading-code-python2 = { $line }行目は Python 2 です。Python 3 だけを読みます。
reading-code-refused = { $line }行目：`{ $construct }` は解答に使えません。
reading-code-unknown-name = 「{ $name }」は、この場所では使えない名前です。
reading-code-no-value = 値がありません。式または代入文を書いてください。
reading-code-no-function = 関数 `{ $function }` の全体を書いてください。
reading-code-defined-twice = 「{ $name }」は、プログラムですでに定義されています。
reading-code-undefined = { $line }行目に値がありません（0 による割り算、または大きすぎる数）。
reading-code-raised = { $line }行目がエラーになります。
reading-code-limit = 解答が長すぎます（{ $limit }）。
code-replace-or-function = 何を書くかは「replace」か「function」のどちらか一つで示してください
code-no-such-statement = プログラムに文 `{ $statement }` がありません
code-other-function = 「{ $function }」は、このプログラムの関数ではありません
derivation-equation-all-shapes = この文が { $equation } を計算することが、すべての入力とすべての形について証明されています。
derivation-equation-at-sizes = この文が { $equation } を計算することが、{ $sizes } の形のすべての入力について証明されています。
wanted-not-an-equation = 「{ $wanted }」は、左辺が一つの名前である等式ではありません
