// What a parser did not understand, in words: every code of docs/formats/remarks.md and of the error catalogue has a
// sentence and what to do about it, in both languages. The test reads that page, so that none is forgotten.
type Words = readonly [sentence: string, remedy: string];
interface Both { nl: Words; en: Words }

const tell = 'Meld het de afzender.';
const tellEn = 'Tell the sender.';
const hostile = 'Behandel de afzender als kapot of vijandig.';
const hostileEn = 'Treat the sender as faulty or hostile.';
const correct = 'Vraag de afzender om een goed bericht.';
const correctEn = 'Ask the sender for a correct message.';

export const remarks: Record<string, Both> = {
  'not-of-format': { nl: ['Dit is niet het verwachte formaat.', 'Controleer adres en formaat van de bron.'], en: ['Not of the expected format.', 'Check address and format of the source.'] },
  'fetch-failed': { nl: ['De bron gaf geen bruikbaar antwoord.', 'Controleer adres en netwerk; bel zo nodig de leverancier.'], en: ['The source gave no answer to use.', 'Check address and network; call the supplier if need be.'] },
  'fetch-refused': { nl: ['Dit adres mag niet worden opgevraagd.', 'Zet allow_private voor deze bron als dat de bedoeling is.'], en: ['This address may not be asked.', 'Set allow_private for this source if that is meant.'] },
  'html-page': { nl: ['Er kwam een webpagina in plaats van gegevens.', 'Controleer adres en inlog, en of de afzender verhuisd is.'], en: ['A web page came instead of data.', 'Check address and log-in, and whether the sender has moved.'] },
  malformed: { nl: ['De tekst is beschadigd of afgebroken.', correct], en: ['The text is damaged or cut off.', correctEn] },
  'too-large': { nl: ['Groter dan de grens.', `${hostile} Vraag om kleinere berichten.`], en: ['Larger than the limit.', `${hostileEn} Ask for smaller messages.`] },
  'too-deep': { nl: ['Dieper genest dan de grens.', hostile], en: ['Nested deeper than the limit.', hostileEn] },
  'too-many-observations': { nl: ['Meer waarnemingen dan de grens.', `${hostile} Vraag om kleinere berichten.`], en: ['More observations than the limit.', `${hostileEn} Ask for smaller messages.`] },
  'more-remarks': { nl: ['Er waren meer opmerkingen dan hier passen.', 'Los eerst de genoemde op.'], en: ['There were more remarks than fit here.', 'Solve those named first.'] },
  forbidden: { nl: ['Verboden constructie (DOCTYPE of ENTITY).', hostile], en: ['Forbidden construct (DOCTYPE or ENTITY).', hostileEn] },
  'bad-encoding': { nl: ['Tekens kloppen niet met de codering.', 'Vraag de afzender om UTF-8.'], en: ['Characters do not fit the encoding.', 'Ask the sender for UTF-8.'] },
  'xml-malformed': { nl: ['Geen goede XML.', correct], en: ['Not well-formed XML.', correctEn] },
  'xml-truncated': { nl: ['De XML breekt af.', correct], en: ['The XML is cut off.', correctEn] },
  'xml-mismatched-tag': { nl: ['Begin en einde van een element passen niet bij elkaar.', correct], en: ['Start and end of an element do not match.', correctEn] },
  'xml-second-root': { nl: ['Na het einde staat een tweede document.', correct], en: ['A second document follows the end.', correctEn] },
  'xml-duplicate-attribute': { nl: ['Een attribuut staat er twee keer.', correct], en: ['An attribute is there twice.', correctEn] },
  'xml-undeclared-prefix': { nl: ['Een voorvoegsel is niet verklaard.', correct], en: ['A prefix is not declared.', correctEn] },
  'xml-unknown-entity': { nl: ['Onbekende entiteit in de XML.', correct], en: ['Unknown entity in the XML.', correctEn] },
  'xml-control-character': { nl: ['Een stuurteken dat in XML niet mag.', correct], en: ['A control character that XML does not allow.', correctEn] },
  'schema-order': { nl: ['Een element staat op de verkeerde plaats; het is wel gelezen.', tell], en: ['An element is in the wrong place; it was read all the same.', tellEn] },
  'schema-missing': { nl: ['Een verplicht element ontbreekt; de rest is gelezen.', tell], en: ['A required element is absent; the rest was read.', tellEn] },
  'schema-repeated': { nl: ['Een element staat er te vaak; het is wel gelezen.', tell], en: ['An element is there too often; it was read all the same.', tellEn] },
  'schema-unknown-element': { nl: ['Een onbekend element is overgeslagen.', tell], en: ['An unknown element was skipped.', tellEn] },
  'schema-value': { nl: ['Een waarde die het schema daar niet toelaat.', tell], en: ['A value that the schema does not allow there.', tellEn] },
  'schema-time': { nl: ['Een tijd die het schema zo niet toelaat; hij is wel gelezen.', tell], en: ['A time that the schema does not allow like this; it was read all the same.', tellEn] },
  'schema-text': { nl: ['Losse tekst waar die niet hoort.', tell], en: ['Loose text where none belongs.', tellEn] },
  'schema-markup': { nl: ['Elementen binnen een tekst.', tell], en: ['Elements inside a text.', tellEn] },
  'schema-attribute': { nl: ['Een attribuut dat het schema niet kent.', tell], en: ['An attribute that the schema does not know.', tellEn] },
  'schema-namespace': { nl: ['Een naamruimte die niet van CAP is.', tell], en: ['A namespace that is none of CAP’s.', tellEn] },
  'cap-index-only': { nl: ['Alleen een lijst met verwijzingen, geen berichten.', 'Haal de berichten achter de verwijzingen op.'], en: ['Only a list of links, no alerts.', 'Fetch the alerts behind the links.'] },
  'datex2-other-publication': { nl: ['Snelheden of meetpunten, geen situaties.', 'Geef de bron het goede formaat.'], en: ['Speeds or site tables, not situations.', 'Give the source its right format.'] },
  'source-refused': { nl: ['De bron antwoordde dat zij dit niet doet.', 'Vraag minder in één keer, of iets anders; de melding zegt wat.'], en: ['The source answered that it does not do this.', 'Ask for less at once, or for something else; the message says what.'] },
  'list-cut-off': { nl: ['De bron gaf niet de hele lijst; wat ontbreekt is niet beëindigd.', 'Vraag minder in één keer.'], en: ['The source left part of the list out; what is absent has not ended.', 'Ask for less at once.'] },
  'more-pages': { nl: ['Dit is één bladzijde van meer.', 'Vraag minder in één keer.'], en: ['This is one page of several.', 'Ask for less at once.'] },
  'coordinates-swapped': { nl: ['Lengte en breedte stonden verwisseld; ze zijn omgedraaid.', tell], en: ['Longitude and latitude were swapped; they were turned.', tellEn] },
  'schema-changed': { nl: ['Een vorm of versie die wij niet kennen.', 'Kijk of de afzender een wijziging aankondigde.'], en: ['A shape or version that is not known.', 'Check for an announced change.'] },
  'missing-field': { nl: ['Er ontbreekt een veld.', tell], en: ['A field is missing.', tellEn] },
  'bad-value': { nl: ['Een veld heeft een waarde die niet mag.', tell], en: ['A field holds a value that is not allowed.', tellEn] },
  'unknown-field': { nl: ['Onbekend veld; het is overgeslagen.', tell], en: ['Unknown field; it was skipped.', tellEn] },
  'count-mismatch': { nl: ['Het aantal klopt niet met wat erin staat.', tell], en: ['The count does not fit what is inside.', tellEn] },
  'unknown-level': { nl: ['Onbekend niveau; het bericht telt zonder kleur.', tell], en: ['Unknown level; the message counts without colour.', tellEn] },
  'bad-time': { nl: ['Een tijd is niet te lezen en is weggelaten.', tell], en: ['A time cannot be read and was left out.', tellEn] },
  'bad-place': { nl: ['Een plaats is niet te lezen of ligt buiten de wereld.', tell], en: ['A place cannot be read or lies outside the world.', tellEn] },
  'time-without-zone': { nl: ['Een tijd zonder tijdzone; gelezen in die van de bron.', 'Vraag de afzender om een tijdzone.'], en: ['A time without zone; read in that of the source.', 'Ask the sender for an offset.'] },
  'time-far-from-receipt': { nl: ['De tijd ligt uren van de ontvangst af.', 'Controleer de tijdzone van de bron.'], en: ['The time is hours off from receipt.', 'Check the zone of the source.'] },
  'ends-before-start': { nl: ['Het einde ligt voor het begin.', tell], en: ['The end lies before the start.', tellEn] },
  'geometry-unread': { nl: ['Een vorm is niet te lezen en is weggelaten.', tell], en: ['A shape cannot be read and was left out.', tellEn] },
  'polygon-too-short': { nl: ['Een gebied met te weinig punten is weggelaten.', tell], en: ['An area of too few points was left out.', tellEn] },
  'polygon-too-long': { nl: ['Een gebied met te veel punten is weggelaten.', tell], en: ['An area of too many points was left out.', tellEn] },
  'polygon-around-pole': { nl: ['Een gebied om de pool is weggelaten.', tell], en: ['An area around a pole was left out.', tellEn] },
  'polygon-self-crossing': { nl: ['Een gebied kruist zichzelf; het telt wel mee.', 'Niets te doen.'], en: ['An area crosses itself; it counts all the same.', 'Nothing to do.'] },
  'ring-closed': { nl: ['Een gebied was niet gesloten; dat is hersteld.', 'Niets te doen.'], en: ['An area was not closed; that was mended.', 'Nothing to do.'] },
  'date-line': { nl: ['Een gebied over de datumgrens is in tweeën gedeeld.', 'Niets te doen.'], en: ['An area over the date line was cut in two.', 'Nothing to do.'] },
  'points-left-out': { nl: ['Van meer punten telt alleen het eerste.', 'Niets te doen.'], en: ['Of several points only the first counts.', 'Nothing to do.'] },
  'outside-world': { nl: ['Coördinaten buiten de wereld, of 0,0: geen plaats.', 'Controleer volgorde en stelsel van de coördinaten.'], en: ['Coordinates beyond the world, or 0,0: no place.', 'Check order and system of the coordinates.'] },
  'areas-coarse': { nl: ['Er zijn geen precieze grenzen ingelezen.', 'Beheer: voorzien region import.'], en: ['No exact boundaries are loaded.', 'Administrator: voorzien region import.'] },
  'line-too-long': { nl: ['Een regel is te lang.', 'Kijk de ontvanger na.'], en: ['A line is too long.', 'Look at the receiver.'] },
  'flex-line-unread': { nl: ['Een pagerregel is niet te lezen.', 'Kijk de ontvanger na.'], en: ['A pager line cannot be read.', 'Look at the receiver.'] },
  'flex-fragment-lost': { nl: ['Van een pagerbericht ontbreekt een deel.', 'Kijk de ontvanger na.'], en: ['Part of a pager message is missing.', 'Look at the receiver.'] },
  'flex-fragment-open': { nl: ['Een pagerbericht is nog niet compleet.', 'Kijk de ontvanger na.'], en: ['A pager message is not complete yet.', 'Look at the receiver.'] },
};

export const remarkWords = (code: string, language: string): Words | null => remarks[code]?.[language === 'en' ? 'en' : 'nl'] ?? null;
