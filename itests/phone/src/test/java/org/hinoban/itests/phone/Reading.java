package org.hinoban.itests.phone;

import java.util.List;

/**
 * What a screen reader reads of the one-minute path, in order: where one is, what is wrong, what to do, and the proof.
 *
 * @param proof what is said of a repair that holds
 */
record Reading(List<String> login, List<String> card, List<String> result, String proof) {
    private static final Reading ENGLISH = new Reading(
            List.of(
                    "- main:",
                    "- heading \"Hinoban\" [level=1]",
                    "- textbox \"User ID\"",
                    "- textbox \"Password\"",
                    "- button \"Execute\"",
                    "- heading \"Logged in now\" [level=2]"),
            List.of(
                    "- main:",
                    "- text: Abnormal",
                    "- heading \"webshop stopped\" [level=1]",
                    "- navigation \"Where this is\":",
                    "- link \"web01\":",
                    "- link \"Software\":",
                    "- link \"webshop\":",
                    "- button \"Restart webshop\"",
                    "- button \"I take it\"",
                    "- heading \"Last lines before\" [level=2]",
                    "- heading \"What to do\" [level=2]",
                    "- heading \"Timeline\" [level=2]",
                    "- heading \"Facts\" [level=2]",
                    "- navigation \"Sections\":",
                    "- link \"Incidents 1\":"),
            List.of(
                    "- main:",
                    "- heading \"webshop runs again\" [level=1]",
                    "- text: Normal",
                    "- heading \"Stopwatch\" [level=2]",
                    "- link \"Servers\":",
                    "- link \"Look at webshop\":",
                    "- navigation \"Sections\":"),
            "still normal 5 s later with the same process");
    private static final Reading JAPANESE = new Reading(
            List.of(
                    "- main:",
                    "- heading \"Hinoban\" [level=1]",
                    "- textbox \"ユーザ ID\"",
                    "- textbox \"パスワード\"",
                    "- button \"実行\"",
                    "- heading \"現在ログイン中\" [level=2]"),
            List.of(
                    "- main:",
                    "- text: 異常",
                    "- heading \"webshop 停止\" [level=1]",
                    "- navigation \"現在位置\":",
                    "- link \"web01\":",
                    "- link \"ソフトウェア管理\":",
                    "- link \"webshop\":",
                    "- button \"webshop を再起動\"",
                    "- button \"私が対応します\"",
                    "- heading \"直前のログ\" [level=2]",
                    "- heading \"対処\" [level=2]",
                    "- heading \"経過\" [level=2]",
                    "- heading \"詳細\" [level=2]",
                    "- navigation \"メニュー\":",
                    "- link \"障害 1\":"),
            List.of(
                    "- main:",
                    "- heading \"webshop は再び稼働しています\" [level=1]",
                    "- text: 正常",
                    "- heading \"所要時間\" [level=2]",
                    "- link \"サーバ\":",
                    "- link \"webshop を見る\":",
                    "- navigation \"メニュー\":"),
            "5 秒後も同じプロセス");

    static Reading of(Handset.Form form) {
        return form.language().equals("ja") ? JAPANESE : ENGLISH;
    }
}
