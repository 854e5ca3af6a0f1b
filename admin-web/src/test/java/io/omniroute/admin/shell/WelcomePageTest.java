package io.omniroute.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WelcomePageTest {
    @Test
    void namesTheAddressToUse() {
        assertThat(WelcomePage.page(URI.create("https://gateway.example:8443/")))
                .contains("<code>https://gateway.example:8443/v1</code>")
                .contains("curl -N https://gateway.example:8443/v1/chat/completions")
                .contains("demo/echo")
                .doesNotContain("@");
    }

    @Test
    void doesNotRepeatWhatACallerMadeOfTheAddress() {
        assertThat(WelcomePage.page(URI.create("http://h/a'b&c/")))
                .contains("http://h/a&#39;b&amp;c/v1")
                .doesNotContain("a'b");
    }

    @Test
    void runsNoScript() {
        assertThat(WelcomePage.page(URI.create("http://h/"))).doesNotContain("<script", "onload=", "style=");
    }
}
