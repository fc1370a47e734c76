"""What the rehearsal's phones write: short wishes that fit any lab, in Swedish, as data."""

IDEAS = (
    "Bänkar i solen vid varje busshållplats",
    "Läxhjälp på biblioteket varje torsdag",
    "Låt oss låna cyklar vid stationen",
    "Öppna skolans matsal för äldre efter lunch",
    "En app där man ser när bussen verkligen kommer",
    "Fler papperskorgar längs ån",
    "Odlingslådor på torget, gratis att låna",
    "Belysning på gångvägen bakom idrottshallen",
    "Språkkafé med barnpassning",
    "Sommarjobb för alla som går i nian",
    "Trygga övergångsställen vid skolan",
    "Ett musikrum som är öppet på kvällen",
    "Tolk på föräldramötet utan att man behöver be om det",
    "Utegym med redskap för den som är över sjuttio",
    "Plantera träd där det blir för varmt på sommaren",
    "Möten på kvällstid, inte mitt på dagen",
    "Praktik på kommunen för den som är ny här",
    "Laga i stället för att köpa nytt: en verkstad för alla",
    "Ramp in till fritidsgården",
    "Fråga oss en gång till om ett år",
)
