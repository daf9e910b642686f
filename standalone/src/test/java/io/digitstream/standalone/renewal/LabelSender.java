package io.digitstream.standalone.renewal;

import io.digitstream.application.connection.Connection;
import io.digitstream.recognizer.image.Region;
import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.sending.OutgoingImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A person who labels images. */
final class LabelSender {
    private final Connection connection;

    LabelSender(Connection connection) {
        this.connection = connection;
    }

    /** @param label what the person says, given the truth */
    void send(List<OutgoingImage> images, UnaryOperator<String> label) {
        Map<String, Object> properties = connection.clientProperties();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (OutgoingImage image : images) {
                var unused = producer.send(
                        new ProducerRecord<>(connection.topics().labeledImages(), image.name(), event(image, label)));
            }
        }
    }

    private static byte[] event(OutgoingImage image, UnaryOperator<String> label) {
        Region region = image.region();
        return WireFormat.LABELED_IMAGE.encode(LabeledImage.newBuilder()
                .setImage(image.file().duplicate())
                .setRegion(
                        region == null
                                ? null
                                : new io.digitstream.schemas.Region(
                                        region.left(), region.top(), region.width(), region.height()))
                .setLabel(label.apply(String.valueOf(image.truth())))
                .setLabeledAt(Instant.now())
                .build());
    }
}
