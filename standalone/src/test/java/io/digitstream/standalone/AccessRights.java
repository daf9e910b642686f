package io.digitstream.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that the documentation says are enough. */
final class AccessRights {
    private static final Path DOCUMENT = Path.of("../docs/security.md");

    private AccessRights() {}

    /** All of the table. */
    static List<AclBinding> documented() throws IOException {
        String document = Files.readString(DOCUMENT);
        String table = document.substring(document.indexOf("<!-- acls -->"), document.indexOf("<!-- /acls -->"));
        List<AclBinding> rights = new ArrayList<>();
        table.lines().filter(line -> line.startsWith("| ")).skip(1).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            for (String operation : cells[4].split(",", -1)) {
                rights.add(right(cells[1].strip(), cells[2].strip(), cells[3].strip(), operation.strip()));
            }
        });
        return rights;
    }

    private static AclBinding right(String user, String resource, String quoted, String operation) {
        String name = quoted.replaceAll("[`*]", "");
        PatternType pattern = quoted.endsWith("*`") ? PatternType.PREFIXED : PatternType.LITERAL;
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.fromString(resource.replace(' ', '_').toUpperCase(Locale.ROOT)), name, pattern),
                new AccessControlEntry(
                        "User:" + user,
                        "*",
                        AclOperation.fromString(operation.toUpperCase(Locale.ROOT)),
                        AclPermissionType.ALLOW));
    }
}
