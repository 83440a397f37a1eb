package org.hinoban.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hinoban.api.menu.Role;
import org.hinoban.audit.AuditLog;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdministrationTest {
    private House house;
    private Phone phone;

    @BeforeEach
    void open() throws Exception {
        house = new House();
        house.world.role = Role.ADMIN;
        phone = house.phone("admin");
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void isForAdministratorsAlone() throws Exception {
        house.world.role = Role.OPERATOR;
        Phone operator = house.phone("night1");
        for (String path : new String[] {"/operators", "/operators/admin", "/audit"}) {
            assertThat(operator.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(operator.get("/account").body())
                .contains("/account/password")
                .doesNotContain("/operators", "/audit");
        assertThat(phone.get("/account").body()).contains("/operators", "/audit", "/extensions");
        Map<String, String> form = Phone.form(operator.get("/account"), "/logout");
        form.put("user", "mallory");
        form.put("password", "long enough");
        assertThat(operator.post("/operators", form).statusCode()).isEqualTo(403);
        assertThat(house.world.staff.find("mallory")).isEmpty();
    }

    @Test
    void addsAnOperatorAndSaysWhyNot() throws Exception {
        assertThat(add("night1@example.org", "operator", "long enough").statusCode())
                .isEqualTo(303);
        assertThat(phone.get("/operators").body())
                .contains("href=\"/operators/night1~40example.org\"", "operator · never logged in");
        HttpResponse<String> taken = add("night1@example.org", "admin", "long enough");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("somebody with this user ID", "value=\"night1@example.org\"");
        assertThat(add("night2", "viewer", "short").body()).contains("at least 8 characters");
        assertThat(house.world.staff.deeds())
                .contains(
                        "admin operator-add night1@example.org operator done",
                        "admin operator-add night2 viewer refused");
    }

    @Test
    void changesRolesPasswordsAndLocksButKeepsTheLastAdministrator() throws Exception {
        add("night1", "operator", "long enough");
        change("/operators/night1", "role", "role", "viewer");
        assertThat(phone.get("/operators/night1").body()).contains("viewer · never logged in");
        assertThat(change("/operators/night1", "password", "password", "another one")
                        .headers()
                        .firstValue("Location"))
                .contains("/operators/night1?done=password");
        change("/operators/night1", "lock", "", "");
        assertThat(phone.get("/operators").body()).contains("locked");
        change("/operators/night1", "unlock", "", "");
        assertThat(phone.get("/operators").body()).doesNotContain("locked");
        assertThat(change("/operators/admin", "role", "role", "viewer").body())
                .contains("Nobody else could administer");
        assertThat(change("/operators/admin", "lock", "", "").statusCode()).isEqualTo(409);
        assertThat(phone.get("/operators/nobody").statusCode()).isEqualTo(404);
        assertThat(phone.get("/operators/a~zz").statusCode()).isEqualTo(404);
    }

    @Test
    void listsWhatWasDoneInPagesAndByPerson() throws Exception {
        for (int i = 0; i < 60; i++) {
            house.world.staff.record(new AuditLog.Deed("night1", "192.0.2.1", "deed" + i, "web01", "", "done"));
        }
        JsonNode newest = audit("/audit");
        assertThat(newest.get("lines")).hasSize(50);
        assertThat(newest.get("lines").get(0).get("text").asText())
                .isEqualTo("night1: web01 deed59 · done · 192.0.2.1");
        assertThat(audit(newest.get("next").asText()).get("lines")).hasSize(11);
        assertThat(audit("/audit?find=admin").get("lines")).hasSize(1);
        assertThat(audit("/audit?find=web").get("lines")).hasSize(50);
        house.world.staff.record(new AuditLog.Deed("night1", "192.0.2.1", "acknowledge", "db01", "i7f3", "done"));
        assertThat(audit("/audit?find=db01").get("lines").get(0).get("text").asText())
                .isEqualTo("night1: db01 acknowledge · incident i7f3 · done · 192.0.2.1");
    }

    @Test
    void changesTheOwnPasswordForWhoKnowsTheOldOne() throws Exception {
        assertThat(password("wrong", "long enough", "long enough").body()).contains("current password is wrong");
        assertThat(password(World.PASSWORD, "long enough", "long enoguh").body())
                .contains("passwords differ");
        assertThat(password(World.PASSWORD, "short", "short").body()).contains("at least 8 characters");
        assertThat(password(World.PASSWORD, "long enough", "long enough").body())
                .contains("The new password is set");
        assertThat(house.world.staff.deeds())
                .containsExactly("admin login done", "admin password wrong", "admin password done");
    }

    @Test
    void repeatsNothingOfAFormWithAPasswordWhoseSessionHadEnded() throws Exception {
        add("night1", "operator", "long enough");
        Map<String, String> filled = Map.of(
                "/account/password", "password=old-secret renewed=new-secret again=new-secret",
                "/operators", "user=night2 role=viewer password=new-secret",
                "/operators/night1/password", "password=new-secret");
        for (String action : filled.keySet()) {
            String page = action.startsWith("/operators/") ? "/operators/night1" : action;
            Map<String, String> form = Phone.form(phone.get(page), action);
            for (String field : filled.get(action).split(" ")) {
                form.put(field.split("=")[0], field.split("=")[1]);
            }
            house.world.known.clear();
            HttpResponse<String> ended = phone.post(action, form);
            assertThat(ended.body())
                    .contains("Your session has ended, and nothing was done")
                    .doesNotContain("-secret", "night2");
            Map<String, String> login = Phone.form(ended, "/login");
            login.putAll(Map.of("user", "admin", "password", World.PASSWORD));
            HttpResponse<String> in = phone.post("/login", login);
            assertThat(in.headers().firstValue("Location")).contains(action);
            assertThat(Phone.form(phone.get(action), action)).containsKey("csrf");
        }
        assertThat(house.world.staff.find("night2")).isEmpty();
    }

    @Test
    void drawsNoFormWhoseSecretWouldBeRepeated() {
        List<Part.Field> fields = List.of(new Part.Field("pin", "PIN", Part.Input.NEW_PASSWORD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Form("", "/pin", Map.of(), fields, "Set", Deed.Weight.MAIN));
    }

    private HttpResponse<String> add(String user, String role, String password) throws Exception {
        Map<String, String> form = Phone.form(phone.get("/operators"), "/operators");
        form.putAll(Map.of("user", user, "role", role, "password", password));
        return phone.post("/operators", form);
    }

    private HttpResponse<String> change(String page, String verb, String field, String value) throws Exception {
        Map<String, String> form = Phone.form(phone.get(page), page + "/" + verb);
        form.put(field, value);
        return phone.post(page + "/" + verb, form);
    }

    private HttpResponse<String> password(String old, String renewed, String again) throws Exception {
        Map<String, String> form = Phone.form(phone.get("/account/password"), "/account/password");
        form.putAll(Map.of("password", old, "renewed", renewed, "again", again));
        return phone.post("/account/password", form);
    }

    private JsonNode audit(String path) throws Exception {
        for (JsonNode section : new ObjectMapper()
                .readTree(phone.get(path, "Accept", "application/json").body())
                .get("sections")) {
            if (section.get("type").asText().equals("log")) {
                return section;
            }
        }
        throw new AssertionError("No lines on " + path);
    }
}
