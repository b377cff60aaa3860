package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    /** The figure comes from {@code printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret}. */
    @Test
    void the_signature_is_the_hmac_of_time_and_body() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(Webhook.signature("secret", 1_700_000_000, body))
                .isEqualTo("t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
        assertThat(Webhook.signature("Secret", 1_700_000_000, body))
                .doesNotContain("49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
        assertThat(Webhook.signature("secret", 1_700_000_001, body))
                .doesNotContain("49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/x",
                "ftp://hooks.example.com/x",
                "https:///x",
                "https://user:secret@hooks.example.com/x",
                "https://hooks.example.com/x#y",
                "not an address",
                "file:///etc/passwd"
            })
    void other_addresses_than_https_are_refused(String url) {
        assertThatThrownBy(() -> new Webhook(url, "/etc/secret", List.of("inside"), "en"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(url);
    }

    @Test
    void plain_http_goes_to_hosts_that_were_named_alone() {
        var hook = new Webhook("http://inside:8080/hook", "/etc/secret", List.of("inside"), "en");
        assertThat(hook.mayBePrivate()).isTrue();
        assertThat(new Webhook("https://hooks.example.com/x", "/etc/secret", List.of("inside"), "en").mayBePrivate())
                .isFalse();
    }
}
