package org.hinoban.itests.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A phone without a screen: the same URLs, the same session, as HTML or as JSON. */
public final class Phone {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SEE_OTHER = 303;
    private static final Pattern CSRF = Pattern.compile("name=\"?csrf\"?[^>]*\\bvalue=\"?([^\" >]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    public Phone(URI base) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .sslContext(Trust.everybody())
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** One that has logged in. */
    public static Phone loggedIn(URI base, String user, String password) throws IOException, InterruptedException {
        Phone phone = new Phone(base);
        HttpResponse<String> answer = phone.login(user, password);
        if (answer.statusCode() != SEE_OTHER) {
            throw new IOException("Not logged in: " + answer.statusCode() + " " + answer.body());
        }
        return phone;
    }

    /** What somebody else goes on with its session with. */
    public List<HttpCookie> session() {
        return cookies.getCookieStore().getCookies();
    }

    public HttpResponse<String> login(String user, String password) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user", user);
        fields.put("password", password);
        fields.put("csrf", csrf("/login"));
        return post("/login", fields);
    }

    public HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return get(path, "text/html");
    }

    public HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return get(path, Map.of("Accept", accept));
    }

    public HttpResponse<String> get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return client.send(request.GET().build(), body());
    }

    /** A page that stays open and is told of what changes. */
    public OpenPage open() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/events"))
                .header("Accept", "text/event-stream")
                .build();
        return new OpenPage(client.send(request, HttpResponse.BodyHandlers.ofLines()));
    }

    /** The JSON form of a page. */
    public JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, "application/json");
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IOException(path + " answered " + response.statusCode() + " " + response.body(), e);
        }
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return post(path, fields, "text/html");
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, String accept)
            throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                request(path)
                        .header("Accept", accept)
                        .header("Origin", base.getScheme() + "://" + base.getAuthority())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                body());
    }

    /** The token that the forms of a page carry. */
    public String csrf(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = page(path);
        Matcher matcher = CSRF.matcher(response.body());
        if (!matcher.find()) {
            throw new IOException("No form on " + path + ": " + response.statusCode() + " " + response.body());
        }
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private static HttpResponse.BodyHandler<String> body() {
        return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
    }
}
