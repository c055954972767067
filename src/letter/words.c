/* SPDX-License-Identifier: MIT */
/* A letter's language is its own, whatever the interface speaks: so its words are here, and not in
 * the translations. */
#include <string.h>

#include "azdesk/core/parcel.h"
#include "facts-private.h"

static const char *const reasons[N_REASONS][N_LETTER_LANGS] = {
    [REASON_NOT_RECEIVED] = {"item not received", "商品が届かない"},
    [REASON_NOT_AS_DESCRIBED] = {"item materially different from its description",
                                 "商品説明と著しく異なる"},
    [REASON_DAMAGED] = {"item damaged or defective", "商品の破損・不具合"},
    [REASON_WRONG_ITEM] = {"wrong item received", "違う商品が届いた"},
    [REASON_RETURNED_NOT_REFUNDED] = {"item returned, not refunded", "返品済み・未返金"},
    [REASON_REFUND_LATE] = {"refund late", "返金の遅延"},
    [REASON_NO_LONGER_WANTED] = {"item no longer wanted", "商品が不要になった"},
    [REASON_CHARGED_EXTRA] = {"charged extra, for example customs", "関税などの追加料金の請求"},
    [REASON_NO_RETURN_ADDRESS] = {"no domestic return address", "国内の返送先住所がない"},
};

static const char *const parcels[N_PARCEL_STATES][N_LETTER_LANGS] = {
    [PARCEL_IN_TRANSIT] = {"in transit", "輸送中"},
    [PARCEL_HELD] = {"held at the post office for collection", "郵便局保管"},
    [PARCEL_DELIVERED] = {"delivered", "配達完了"},
    [PARCEL_RETURNING] = {"on its way back to us", "当店へ返送中"},
    [PARCEL_RETURNED] = {"returned to us", "当店へ返送済み"},
};

static const char *const outcomes[N_OUTCOMES][N_LETTER_LANGS] = {
    [OUTCOME_WITHDRAWN] = {"withdrawn by the buyer", "購入者による取り下げ"},
    [OUTCOME_DENIED] = {"denied", "却下"},
    [OUTCOME_GRANTED_SELLER] = {"granted at our cost", "承認（出品者負担）"},
    [OUTCOME_GRANTED_AMAZON] = {"granted at Amazon's cost", "承認（Amazon負担）"},
    [OUTCOME_GRANTED_RETURNING] = {"granted while the parcel is being returned to us",
                                   "承認（商品返送中）"},
    [OUTCOME_REFUNDED] = {"refunded in full by us", "出品者による全額返金"},
    [OUTCOME_CANCELLED] = {"order cancelled", "注文のキャンセル"},
    [OUTCOME_REVERSED] = {"decision reversed on appeal", "再審査請求による決定の取り消し"},
};

static const char *const outcome_facts[N_OUTCOMES] = {
    [OUTCOME_WITHDRAWN] = "withdrawn",
    [OUTCOME_DENIED] = "denied",
    [OUTCOME_GRANTED_SELLER] = "granted",
    [OUTCOME_GRANTED_AMAZON] = "granted_amazon",
    [OUTCOME_GRANTED_RETURNING] = "granted_returning",
    [OUTCOME_REFUNDED] = "refunded",
    [OUTCOME_CANCELLED] = "cancelled",
    [OUTCOME_REVERSED] = "reversed",
};

static const char *const rules[N_OUTCOMES][N_LETTER_LANGS] = {
    [OUTCOME_WITHDRAWN] =
        {"a claim that the buyer withdraws has no effect on account health or on "
         "the Order Defect Rate",
         "購入者が取り下げた申請は、アカウントの健全性にも注文不良率にも影響しない"},
    [OUTCOME_DENIED] = {"a claim that is denied does not count in the Order Defect Rate",
                        "却下された申請は、注文不良率に算入されない"},
    [OUTCOME_GRANTED_AMAZON] =
        {"a claim that Amazon pays for does not count in the Order Defect Rate",
         "Amazonが補償費用を負担した申請は、注文不良率に算入されない"},
    [OUTCOME_GRANTED_RETURNING] =
        {"a claim on a parcel that was refused or could not be delivered, and is on its way back, "
         "does not count in the Order Defect Rate",
         "受取拒否または配達不能により返送中の商品に対する申請は、注文不良率に算入されない"},
    [OUTCOME_REVERSED] =
        {"a claim whose decision is reversed on appeal no longer counts in the Order "
         "Defect Rate",
         "再審査請求により決定が取り消された申請は、注文不良率に算入されない"},
};

static const struct {
    const char *word, *ja;
} carriers[] = {
    {"japan-post", "日本郵便"},
    {"usps", "USPS（米国郵便公社）"},
    {"royal-mail", "ロイヤルメール（英国）"},
    {"canada-post", "カナダポスト"},
    {"posti", "Posti（フィンランド）"},
    {"la-poste", "ラ・ポスト（フランス）"},
    {"australia-post", "オーストラリアポスト"},
    {"postnl", "PostNL（オランダ）"},
    {"correos", "Correos（スペイン）"},
    {"yamato", "ヤマト運輸"},
    {"sagawa", "佐川急便"},
};

static const struct {
    const char *currency, *ja;
} currencies[] = {
    {"JPY", "円"},
    {"USD", "米ドル"},
    {"EUR", "ユーロ"},
    {"GBP", "英ポンド"},
    {"CAD", "カナダドル"},
    {"AUD", "オーストラリアドル"},
    {"SGD", "シンガポールドル"},
};

const char *words_reason(Reason reason, LetterLang lang)
{
    return reasons[reason][lang];
}

const char *words_parcel(ParcelState parcel, LetterLang lang)
{
    return parcels[parcel][lang];
}

const char *words_outcome(Outcome outcome, LetterLang lang)
{
    return outcomes[outcome][lang];
}

const char *words_outcome_fact(Outcome outcome)
{
    return outcome_facts[outcome];
}

const char *words_rule(Outcome outcome, LetterLang lang)
{
    return rules[outcome][lang];
}

const char *words_carrier(const char *carrier, LetterLang lang)
{
    const Carrier *known = carrier == NULL ? NULL : carrier_by_word(carrier);
    if (known == NULL)
        return carrier;
    for (gsize i = 0; lang == LETTER_JA && i < G_N_ELEMENTS(carriers); i++)
        if (g_str_equal(known->word, carriers[i].word))
            return carriers[i].ja;
    return known->name;
}

char *words_day(Day day, LetterLang lang)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, dom;
    day_to_ymd(day, &year, &month, &dom);
    if (lang == LETTER_JA)
        return g_strdup_printf("%d年%d月%d日", year, month, dom);
    return g_strdup_printf("%d %s %d", dom, months[month - 1], year);
}

char *words_money(Money money, LetterLang lang)
{
    if (money.minor == MONEY_NONE || money.currency[0] == '\0')
        return NULL;
    g_autofree char *text = money_digits(money);
    for (gsize i = 0; lang == LETTER_JA && i < G_N_ELEMENTS(currencies); i++)
        if (g_str_equal(money.currency, currencies[i].currency))
            return g_strconcat(text, currencies[i].ja, NULL);
    return g_strconcat(money.currency, " ", text, NULL);
}
