package io.digitstream.standalone.broker;

import static org.apache.kafka.common.config.internals.BrokerSecurityConfigs.SASL_ENABLED_MECHANISMS_CONFIG;
import static org.apache.kafka.common.config.internals.BrokerSecurityConfigs.SASL_MECHANISM_INTER_BROKER_PROTOCOL_CONFIG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** A broker that talks only TLS, knows its users by SCRAM, and lets them do what they have rights for. */
public final class SecuredBroker implements AutoCloseable {
    public static final String ADMIN = "admin";

    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final String STORE_PASSWORD = "of-the-store";

    private final Path folder;
    private final EmbeddedBroker broker;

    /**
     * Starts one.
     *
     * @param folder empty
     * @param users besides {@link #ADMIN}, who may do everything
     */
    public SecuredBroker(Path folder, List<String> users) throws IOException, InterruptedException {
        this.folder = folder;
        makeCertificate();
        List<String> credentials = new ArrayList<>(List.of(credential(ADMIN)));
        users.forEach(user -> credentials.add(credential(user)));
        broker = LoneBroker.start(folder.resolve("data"), credentials, settings());
    }

    private static String credential(String user) {
        return MECHANISM + "=[name=" + user + ",password=" + password(user) + "]";
    }

    /** The right one. */
    public static String password(String user) {
        return "secret-of-" + user;
    }

    private void makeCertificate() throws IOException, InterruptedException {
        Path certificate = folder.resolve("certificate.pem");
        keytool("-genkeypair -alias broker -keyalg EC -dname CN=broker -ext SAN=ip:127.0.0.1 -validity 2", keys());
        keytool("-exportcert -rfc -alias broker -file " + certificate, keys());
        keytool("-importcert -noprompt -alias broker -file " + certificate, trust());
    }

    private Path keys() {
        return folder.resolve("keys.p12");
    }

    private Path trust() {
        return folder.resolve("trust.p12");
    }

    private static void keytool(String words, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(store.resolveSibling("keytool.log")));
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put(SASL_ENABLED_MECHANISMS_CONFIG, MECHANISM);
        settings.put(SASL_MECHANISM_INTER_BROKER_PROTOCOL_CONFIG, MECHANISM);
        settings.put("listener.name.broker.scram-sha-256.sasl.jaas.config", login(ADMIN, password(ADMIN)));
        settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PKCS12");
        settings.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, keys().toString());
        settings.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, STORE_PASSWORD);
        settings.putAll(trusting());
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        // Nobody: so its own controller is called, which no client reaches.
        settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return settings;
    }

    private Map<String, String> trusting() {
        return Map.of(
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                trust().toString(),
                SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                STORE_PASSWORD);
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /** What a client of this user needs, by Kafka's names. */
    public Map<String, String> client(String user, String password) {
        Map<String, String> properties = new HashMap<>(trusting());
        properties.put("security.protocol", "SASL_SSL");
        properties.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
        properties.put(SaslConfigs.SASL_JAAS_CONFIG, login(user, password));
        return properties;
    }

    /** What a client of this user needs, by Kafka's names. */
    public Map<String, String> client(String user) {
        return client(user, password(user));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
    }
}
